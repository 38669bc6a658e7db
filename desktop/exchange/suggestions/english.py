"""How English reports speech."""

from desktop.exchange.suggestions.lexicon import Words

_VERBS = (
    r"sa(?:id|ys?)|t(?:old|ells?)|add(?:ed|s)|repl(?:ied|ies)|warn(?:ed|s)|insist(?:ed|s)|argu(?:ed|es)|announc(?:ed|es)"
    r"|declar(?:ed|es)|stat(?:ed|es)|claim(?:ed|s)|den(?:ied|ies)|confirm(?:ed|s)|explain(?:ed|s)|note[sd]|remark(?:ed|s)"
    r"|jok(?:ed|es)|wr(?:ote|ites)|ask(?:ed|s)|believ(?:ed?|es)|thinks?|thought|suggest(?:ed|s)|propos(?:ed|es)"
    r"|promis(?:ed|es)|pledg(?:ed|es)|vow(?:ed|s)|demand(?:ed|s)|urg(?:ed|es)|acknowledg(?:ed|es)|admit(?:ted|s)"
    r"|conced(?:ed|es)|complain(?:ed|s)|stress(?:ed|es)|emphasi[sz](?:ed|es)|reiterat(?:ed|es)|repeat(?:ed|s)"
    r"|recall(?:ed|s)|continu(?:ed|es)|conclud(?:ed|es)|counter(?:ed|s)|retort(?:ed|s)|respond(?:ed|s)|answer(?:ed|s)"
    r"|quip(?:ped|s)|tweet(?:ed|s)|post(?:ed|s)|comment(?:ed|s)|observ(?:ed|es)|hint(?:ed|s)|predict(?:ed|s)"
    r"|hop(?:ed|es)|fear(?:ed|s)|doubt(?:ed|s)|maintain(?:ed|s)|contend(?:ed|s)|alleg(?:ed|es)|assert(?:ed|s)"
    r"|caution(?:ed|s)|exclaim(?:ed|s)|shout(?:ed|s)|whisper(?:ed|s)|testif(?:ied|ies)|reveal(?:ed|s)|indicat(?:ed|es)"
    r"|signal(?:l?ed|s)|threaten(?:ed|s)|estimat(?:ed|es)|assur(?:ed|es)|call(?:ed|s)|dismiss(?:ed|es)|describ(?:ed|es)"
    r"|condemn(?:ed|s)|denounc(?:ed|es)|made (?:it )?clear|makes (?:it )?clear|point(?:ed|s) out|went (?:on|further)"
    r"|refus(?:ed|es)|reject(?:ed|s)|affirm(?:ed|s)|accus(?:ed|es)|quoted as saying"
)
_TIME = (
    r"(?: (?:on|late on|early on) [A-Z]\w+(?: \w+)?| (?:in|at|to|during|after|before) [^.;:]{1,60}?| later| again| earlier"
    r"| yesterday| today| tonight| repeatedly| \w+ly| clear| it clear| out| reporters| journalists| the \w+(?: council)?)"
)

WORDS = Words(
    verbs=_VERBS,
    saying=r"sa(?:id|ys?)|believes?d?|thinks?|thought|hope[sd]?|insist(?:s|ed)|fear(?:s|ed)|added|joked|acknowledged|admitted",
    asking=r"urge[sd]?|call(?:s|ed) on|ask(?:s|ed)|demand(?:s|ed)|t(?:old|ells?)|warn(?:s|ed)|appeal(?:s|ed) to|press(?:es|ed)",
    passive=r"(?:is|are|was|were|be|been|being|so) (?:\w+ly )?|\bto|the|a|an|this|that|of|its|his|her|their|not|which|who|whom",
    that=rf"(?:[^.;:!?\x01]{{0,70}}?[ ,])?\bthat,? ",
    bare=rf"{_TIME}{{0,2}} (?=(?:the|no|a|an|it|he|she|they|we|there|his|her|its|their|our|both|neither|any|all|every|this"
    rf"|these|those|some|nobody|somebody|[A-Z]\w+)\b)",
    asks=r"(?: on| for)? [^.;:,!?\x01]{2,60}? (?=(?:not )?to \w+)",
    adding=r"(?:adding|saying|noting|warning|insisting|stressing|arguing|explaining|claiming|promising|stating|announcing)"
    r",? (?:\w+ )?that,? ",
    according=r"according to|in the (?:words|view|opinion) of|as per",
    theirs=r"according to (?P<m>him)|according to (?P<f>her)|in (?P<m2>his) (?:words|view|opinion)"
    r"|in (?P<f2>her) (?:words|view|opinion)",
    as_said=r"as ",
    prepositions=r"(?:in|of|to|with|from|by|at|after|for|against|about|before|between|on|near|under|over|between|among"
    r"|into|towards?|like|than|asked|told|met|and|urged|since|until|within|through|via|called|between) (?:the |a |an |its )?",
    pronouns={"he": "m", "she": "f", "they": "p", "i": "", "we": ""},
)
