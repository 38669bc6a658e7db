"""How French reports speech."""

from desktop.exchange.suggestions.lexicon import Words

_SAID = (
    r"déclaré|dit|affirmé|lancé|ajouté|expliqué|précisé|répondu|répliqué|souligné|assuré|estimé|annoncé|indiqué|rappelé"
    r"|averti|prévenu|reconnu|soutenu|écrit|plaisanté|raconté|dénoncé|démenti|proposé|souri|regretté|insisté|confié|noté"
    r"|commenté|jugé|promis|demandé|appelé|fait savoir|fait valoir|laissé entendre|réagi|rétorqué|poursuivi|conclu|martelé"
    r"|admis|avoué|menacé|exigé|nié|confirmé|qualifié|accusé|réitéré|répété|observé|exhorté|espéré|douté|cru|pensé"
    r"|ironisé|tranché|résumé|redit|reproché|critiqué|salué"
)
_SAYS = (
    r"affirme(?:nt)?|estime(?:nt)?|assure(?:nt)?|ajoute(?:nt)?|explique(?:nt)?|précise(?:nt)?|répond(?:ent)?"
    r"|souligne(?:nt)?|pense(?:nt)?|croi(?:t|ent)|soutien(?:t|nent)|raconte(?:nt)?|rappelle(?:nt)?|prévien(?:t|nent)"
    r"|averti(?:t|ssent)|écri(?:t|vent)|juge(?:nt)?|insiste(?:nt)?|regrette(?:nt)?|espère(?:nt)?|reconnaît|reconnaissent"
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
    that=r"[^.;:!?\x01«»]{0,60}?\b(?:que |qu['’])",
    saying=r"",
    asking=r"(?:a|ont) (?:appelé|demandé|exhorté|invité|sommé|démenti|nié|promis|reconnu|affirmé|assuré|dit|menacé)|appelle|demande|exhorte|promet|nie|dément|espère",
    asks=r"[^.;:!?\x01«»]{0,60}? (?:de |d['’]|à )(?=\w+(?:er|ir|re|oir)\b)|\s(?=avoir \w+|être \w+|vouloir \w+|pouvoir \w+)",
    adding=r"(?:ajoutant|précisant|affirmant|expliquant|soulignant|assurant|rappelant|estimant|indiquant|déclarant)"
    r" (?:que |qu['’])",
    according=r"selon|d['’]après|aux dires de|de l['’]avis de|à en croire",
    theirs=r"selon (?P<m>lui)|d['’]après (?P<m2>lui)|selon (?P<f>elle)|d['’]après (?P<f2>elle)",
    as_said=r"comme (?:l['’])?",
    prepositions=r"(?:à|au|aux|de|du|des|d['’]|en|dans|par|pour|avec|contre|sur|chez|entre|sans|vers|après|avant|selon"
    r"|et|devant|envers) ?(?:la |le |les |l['’])?",
    pronouns={"il": "m", "elle": "f", "ils": "p", "elles": "p", "on": ""},
    inverted=True,
    dashes=True,
)
