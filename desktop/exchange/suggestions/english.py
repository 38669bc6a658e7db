"""How English reports speech."""

from desktop.exchange.suggestions.lexicon import Words

_VERBS = (
    r"sa(?:id|ys?)|t(?:old|ells?)|add(?:ed|s)|repl(?:ied|ies)|warn(?:ed|s)|insist(?:ed|s)|argu(?:ed|es)"
    r"|announc(?:ed|es)"
    r"|declar(?:ed|es)|stat(?:ed|es)|claim(?:ed|s)|den(?:ied|ies)|confirm(?:ed|s)|explain(?:ed|s)|note[sd]"
    r"|remark(?:ed|s)"
    r"|jok(?:ed|es)|wr(?:ote|ites)|ask(?:ed|s)|believ(?:ed?|es)|thinks?|thought|suggest(?:ed|s)|propos(?:ed|es)"
    r"|promis(?:ed|es)|pledg(?:ed|es)|vow(?:ed|s)|demand(?:ed|s)|urg(?:ed|es)|acknowledg(?:ed|es)|admit(?:ted|s)"
    r"|conced(?:ed|es)|complain(?:ed|s)|stress(?:ed|es)|emphasi[sz](?:ed|es)|reiterat(?:ed|es)|repeat(?:ed|s)"
    r"|recall(?:ed|s)|continu(?:ed|es)|conclud(?:ed|es)|counter(?:ed|s)|retort(?:ed|s)|respond(?:ed|s)|answer(?:ed|s)"
    r"|quip(?:ped|s)|tweet(?:ed|s)|post(?:ed|s)|comment(?:ed|s)|observ(?:ed|es)|hint(?:ed|s)|predict(?:ed|s)"
    r"|hop(?:ed|es)|fear(?:ed|s)|doubt(?:ed|s)|maintain(?:ed|s)|contend(?:ed|s)|alleg(?:ed|es)|assert(?:ed|s)"
    r"|caution(?:ed|s)|exclaim(?:ed|s)|shout(?:ed|s)|whisper(?:ed|s)|testif(?:ied|ies)|reveal(?:ed|s)|indicat(?:ed|es)"
    r"|signal(?:l?ed|s)|threaten(?:ed|s)|estimat(?:ed|es)|assur(?:ed|es)|call(?:ed|s)|dismiss(?:ed|es)|describ(?:ed|es)"
    r"|condemn(?:ed|s)|denounc(?:ed|es)|made (?:it )?clear|makes (?:it )?clear|point(?:ed|s) out|went (?:on|further)"
    r"|refus(?:ed|es)|reject(?:ed|s)|offer(?:ed|s)|agreed?|affirm(?:ed|s)|accus(?:ed|es)|quoted as saying"
)
_NAME = r"(?-i:[A-Z])\w+"
_TIME = (
    rf"(?: (?:on|late on|early on) {_NAME}(?: \w+)?| (?:in|at|to|during|after|before) [^.;:]{{1,60}}?| later"
    rf"| again| earlier"
    r"| yesterday| today| tonight| repeatedly| \w+ly| clear| it clear| out| reporters| journalists)"
)
_ASIDE = (
    r"(?:,? (?:on|in|at|to|during|after|before|late|early|this|last|yesterday|today|tonight|again|also|later"
    r"|earlier|over|through|via|as|for|with|\w+ly|out|it|clear|publicly|recently|that (?:day|night|week|month|year))\b"
    r"[^.;:!?\x01]{0,70}?)?"
)
_NOT_IT = r"(?!(?:day|night|week|month|year|evening|morning|afternoon|time|is|was|very)\b)"

WORDS = Words(
    verbs=_VERBS,
    passive=r"(?:is|are|was|were|be|been|being|so) (?:\w+ly )?|to|the|an?|this|that|of|its|his|her|their|not"
    r"|which|who|whom"
    r"|would|will|could|can|may|might|should|must|did|does|do|had not|never",
    that=rf"{_ASIDE},? that,? {_NOT_IT}",
    telling=r"t(?:old|ells?)|warn(?:s|ed)|assure[sd]?|remind(?:s|ed)|inform(?:s|ed)|promise[sd]?|convinced|persuaded"
    r"|accuse[sd]?|notified|advised|reassured",
    saying=r"sa(?:id|ys?)|believes?d?|thinks?|thought|hope[sd]?|insist(?:s|ed)|fear(?:s|ed)|claim(?:s|ed)"
    r"|argue[sd]|joked|acknowledged|admitted",
    bare=rf"{_TIME}{{0,2}} (?=(?:the|no|a|an|it|he|she|they|we|there|his|her|its|their|our|both|neither|any|all"
    rf"|every|this"
    rf"|these|those|some|nobody|somebody|{_NAME})\b)",
    asking=r"urge[sd]?|call(?:s|ed) on|ask(?:s|ed)|demand(?:s|ed)|t(?:old|ells?)|warn(?:s|ed)|appeal(?:s|ed) to"
    r"|pledge[sd]?|vow(?:s|ed)|promise[sd]?|offer(?:s|ed)|threaten(?:s|ed)|agree[sd]?|propose[sd]?|press(?:es|ed)",
    naming=r"call(?:ed|s)|dismiss(?:ed|es)|describ(?:ed|es)|condemn(?:ed|s)|denounc(?:ed|es)|reject(?:ed|s)"
    r"|accus(?:ed|es)",
    asks=r"(?:(?: on| for)? [^.;:,!?\x01]{2,60}?)?? (?=(?:not )?to [a-z]+)",
    adding=r"(?:adding|saying|noting|warning|insisting|stressing|arguing|explaining|claiming|promising|stating"
    r"|announcing)"
    r",? (?:\w+ )?that,? ",
    according=r"according to|in the (?:words|view|opinion) of|as per",
    theirs=r"according to (?P<m>him)|according to (?P<f>her)|in (?P<m2>his) (?:words|view|opinion)"
    r"|in (?P<f2>her) (?:words|view|opinion)",
    as_said=r"as ",
    prepositions=r"(?:in|of|to|with|from|by|at|after|for|against|about|before|between|on|near|under|over|between|among"
    r"|into|towards?|like|than|asked|told|met|and|urged|since|until|within|through|via|called|between) (?:the |a "
    r"|an |its )?",
    offices={
        "prime minister": r"prime[ -]minister|premier|head of government",
        "foreign minister": r"foreign[ -](?:minister|secretary)|minister (?:of|for) foreign affairs|(?:top"
        r"|chief) diplomat|secretary of state",
        "defence minister": r"defen[cs]e[ -](?:minister|secretary)|minister (?:of|for) defen[cs]e",
        "secretary general": r"secretary[ -]general",
        "vice president": r"vice[ -]president",
        "president": r"president|head of state",
        "chancellor": r"chancellor",
        "king": r"king|queen",
        "minister": r"minister",
        "ambassador": r"ambassador",
    },
    officials=r"spokes(?:man|woman|person|people)|press secretary|advis[eo]rs?|aides?|officials?|sources?"
    r"|diplomats?|envoys?|commander|general|analysts?|experts?|lawmakers?|senators?|leaders?|governor|mayor"
    r"|chairman|chairwoman|chair|speaker|officers?|ministry|government|army|military|police|parliament|lawyers?"
    r"|witness(?:es)?|critics|negotiators?|representatives?",
    pronouns={"he": "m", "she": "f", "they": "p"},
)
