"""How French reports speech."""

from desktop.exchange.suggestions.lexicon import Words

_SAID = (
    r"déclaré|dit|affirmé|lancé|ajouté|expliqué|précisé|répondu|répliqué|souligné|assuré|estimé|annoncé|indiqué|rappelé"
    r"|averti|prévenu|reconnu|soutenu|écrit|plaisanté|raconté|dénoncé|démenti|proposé|souri|regretté|insisté"
    r"|confié|noté"
    r"|commenté|jugé|promis|demandé|appelé|fait savoir|fait valoir|laissé entendre|réagi|rétorqué|poursuivi"
    r"|conclu|martelé"
    r"|admis|avoué|menacé|exigé|nié|confirmé|qualifié|accusé|réitéré|répété|observé|exhorté|espéré|douté|cru|pensé"
    r"|ironisé|tranché|résumé|redit|reproché|critiqué|salué"
)
_SAYS = (
    r"affirme(?:nt)?|estime(?:nt)?|assure(?:nt)?|ajoute(?:nt)?|explique(?:nt)?|précise(?:nt)?|répond(?:ent)?"
    r"|souligne(?:nt)?|pense(?:nt)?|croi(?:t|ent)|soutien(?:t|nent)|raconte(?:nt)?|rappelle(?:nt)?|prévien(?:t|nent)"
    r"|averti(?:t|ssent)|écri(?:t|vent)|juge(?:nt)?|insiste(?:nt)?|regrette(?:nt)?|espère(?:nt)?|reconnaît"
    r"|reconnaissent"
    r"|annonce(?:nt)?|indique(?:nt)?|di(?:t|sent)|déclare(?:nt)?|considère(?:nt)?|doute(?:nt)?|craint|craignent"
    r"|réplique(?:nt)?|confie(?:nt)?|note(?:nt)?|observe(?:nt)?|admet(?:tent)?|promet(?:tent)?|lance(?:nt)?"
    r"|poursui(?:t|vent)|conclu(?:t|ent)|demande(?:nt)?|exige(?:nt)?|nie(?:nt)?|dénonce(?:nt)?|plaisante(?:nt)?"
)

WORDS = Words(
    verbs=rf"(?:s'est |s’est )?(?:n'|n’)?(?:a|ont|avait|avaient|est|sont)(?:-t-(?:il|elle|on)|-(?:ils|elles))?"
    rf" (?:\w+ment |également |aussi |encore |ensuite )?(?:{_SAID})"
    rf"|(?:{_SAYS})(?:-t)?(?:-(?:il|elle|ils|elles|on))?|dit-(?:il|elle)|déclara(?:-t-(?:il|elle))?"
    r"|est allée? plus loin|s'est exclamée?",
    passive=r"(?:été|être|le|la|un|une|les|des|ce|qui)",
    that=r"(?:,? (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|aujourd['’]hui|ce|au|à|aux|devant"
    r"|lors|dans|en|sur"
    r"|par|également|aussi|ensuite|clairement)\b[^.;:!?\x01«»]{0,50}?)?,? (?:que |qu['’])",
    telling=r"(?:a|ont) (?:dit|averti|prévenu|assuré|rappelé|promis|annoncé|expliqué|indiqué)",
    naming=r"(?:a|ont) (?:dénoncé|qualifié|accusé|critiqué|salué)|dénonce(?:nt)?",
    saying=r"",
    asking=r"(?:a|ont) (?:appelé|demandé|exhorté|invité|sommé|démenti|nié|promis|reconnu|affirmé|assuré|dit"
    r"|menacé)|appelle|demande|exhorte|promet|nie|dément|espère",
    asks=r"[^.;:!?\x01«»]{0,60}? (?:de |d['’]|à )(?=\w+(?:er|ir|re|oir)\b)|\s(?=avoir \w+|être \w+|vouloir \w+"
    r"|pouvoir \w+)",
    adding=r"(?:ajoutant|précisant|affirmant|expliquant|soulignant|assurant|rappelant|estimant|indiquant|déclarant)"
    r" (?:que |qu['’])",
    according=r"selon|d['’]après|aux dires de|de l['’]avis de|à en croire",
    theirs=r"selon (?P<m>lui)|d['’]après (?P<m2>lui)|selon (?P<f>elle)|d['’]après (?P<f2>elle)",
    as_said=r"comme (?:l['’])?",
    prepositions=r"(?:à|au|aux|de|du|des|d['’]|en|dans|par|pour|avec|contre|sur|chez|entre|sans|vers|après|avant|selon"
    r"|et|devant|envers) ?(?:la |le |les |l['’])?",
    offices={
        "prime minister": r"premi(?:er|ère)[ -]ministre|chef(?:fe)? du gouvernement",
        "foreign minister": r"ministre des affaires étrangères|chef(?:fe)? de la diplomatie",
        "defence minister": r"ministre (?:de la défense|des armées)",
        "secretary general": r"secrétaire générale?",
        "vice president": r"vice-présidente?",
        "president": r"présidente?|chef(?:fe)? de l['’]état",
        "chancellor": r"chanceli(?:er|ère)",
        "king": r"roi|reine",
        "minister": r"ministre",
        "ambassador": r"ambassad(?:eur|rice)",
    },
    officials=r"porte-parole|conseill(?:er|ère)|(?:hauts? )?responsables?|sources?|diplomates?|émissaire|général"
    r"|analystes?|experte?s?|députée?s?|maire|ministère|gouvernement|avocate?|négociat(?:eur|rice)s?|commandant"
    r"|élue?s?",
    pronouns={"il": "m", "elle": "f", "ils": "p", "elles": "p", "on": ""},
    inverted=True,
    dashes=True,
)
