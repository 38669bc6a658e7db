"""How German reports speech."""

from desktop.exchange.suggestions.lexicon import Words

_VERBS = (
    r"sag(?:te?n?)|erklärt(?:en?)?|beton(?:te?n?)|füg(?:t|te|ten)(?= [^.;:!?]{0,60}hinzu)|warnte?n?"
    r"|antworte(?:te?n?|t)|kündigte?n?|kündigt|bestritt(?:en)?|bestreitet|behaupte(?:te?n?|t)|teilte?n?|mein(?:te?n?)"
    r"|schrieb(?:en)?|schreibt|räumte?n?|räumt|bemerkte?n?|scherzte?n?|glaub(?:te?n?)|stellte?n?|stellt"
    r"|argumentier(?:te?n?)"
    r"|schlug(?:en)?|schlägt|droh(?:te?n?)|entgegne(?:te?n?|t)|berichte(?:te?n?|t)|bestätigte?n?|bestätigt"
    r"|forder(?:te?n?)"
    r"|versicher(?:te?n?)|erwider(?:te?n?)|nann(?:te?n?)|nennt|bestand(?:en)?|besteht|unterstrich(?:en)?|mahn(?:te?n?)"
    r"|sprach(?:en)?|spricht|denkt|dachte|hoff(?:te?n?)|rief(?:en)?|fragte?n?|kritisier(?:te?n?)|lobte?n?|gab(?:en)? zu"
    r"|zitier(?:te?n?)|versprach(?:en)?|verspricht|erzähl(?:te?n?)|sieht|sah|vermute(?:te?n?|t)|rechne(?:te?n?|t)"
    r"|verurteil(?:te?n?)|appellier(?:te?n?)|verlang(?:te?n?)|lehnte?n?|lehnt|wurde deutlicher|verteidig(?:te?n?)|so"
)

WORDS = Words(
    verbs=_VERBS,
    passive=r"(?:ist|sind|war|waren|wird|wurde|wurden|werden|und|oder|nicht|eben|um|ebenso|noch|also|zu|wie)",
    that=r"[^.;:!?\x01„“»«]{0,70}?,\s*(?:dass|daß|ob)\s+",
    bare=r"(?: [^.;:!?,\x01„“»«]{1,60})?,\s+(?=(?!(?:was|wer|wie|wo|und|aber|als|während|nachdem|weil|wenn|so"
    r"|sagte)\b)[^\W\d_])",
    saying=r"sag(?:te?n?)|erklärt(?:en?)?|beton(?:te?n?)|warnte?n?|kündigte?n?|kündigt|bestritt(?:en)?|bestreitet"
    r"|behaupte(?:te?n?|t)|teilte?n?|mein(?:te?n?)|schrieb(?:en)?|räumte?n?|glaub(?:te?n?)|stellte?n?"
    r"|argumentier(?:te?n?)"
    r"|schlug(?:en)?|droh(?:te?n?)|versicher(?:te?n?)|forder(?:te?n?)|hoff(?:te?n?)|fügten?|denkt|versprach"
    r"|berichte(?:te?n?|t)|bestätigte?n?|mahnte",
    naming=r"nann(?:te?n?)|nennt|kritisier(?:te?n?)|verurteil(?:te?n?)|lobte?n?|lehnte?n?|lehnt|so|sieht|sah"
    r"|wurde deutlicher",
    adding=r"(?:hinzufügend),\s+dass\s+",
    according=r"laut|nach (?:Angaben|Ansicht|Auffassung|Darstellung|Einschätzung|Worten|Aussage)(?: von| der"
    r"| des)?|zufolge",
    theirs=r"nach (?P<m>seinen) (?:Worten|Angaben)|nach (?P<f>ihren) (?:Worten|Angaben)|seiner (?P<m2>Ansicht"
    r"|Meinung) nach"
    r"|ihrer (?P<f2>Ansicht|Meinung) nach",
    as_said=r"wie ",
    prepositions=r"(?:in|im|an|am|auf|aus|bei|beim|mit|nach|von|vom|zu|zum|zur|für|gegen|über|unter|vor|zwischen"
    r"|durch|ohne"
    r"|um|wegen|seit|des|laut|und|oder|dem|den) (?:den |dem |der |die |das )?",
    offices={
        "prime minister": r"minister ?präsident(?:in)?|premierminister(?:in)?|regierungschef(?:in)?|premier",
        "foreign minister": r"außenminister(?:in)?|chefdiplomat(?:in)?",
        "defence minister": r"verteidigungsminister(?:in)?",
        "secretary general": r"generalsekretär(?:in)?",
        "vice president": r"vizepräsident(?:in)?",
        "president": r"(?:bundes|staats)?präsident(?:in)?|staatschef(?:in)?",
        "chancellor": r"(?:bundes)?kanzler(?:in)?",
        "king": r"könig(?:in)?",
        "minister": r"[a-zäöüß]*minister(?:in)?",
        "ambassador": r"botschafter(?:in)?",
    },
    officials=r"[a-zäöüß]*sprecher(?:in)?|berater(?:in)?|beamter?|quelle|diplomat(?:in|en)?|gesandter?|general"
    r"|experte?n?|analyst(?:in|en)?|abgeordneter?|bürgermeister(?:in)?|ministerium|regierung|anwalt|anwältin"
    r"|kritiker|unterhändler(?:in)?|vertreter(?:in)?|kommandeur|oberst",
    pronouns={"er": "m", "sie": "f", "es": "n"},
    inverted=True,
)
