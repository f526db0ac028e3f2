using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using FhirSafety.Clinical;
using FhirSafety.Terminology;
using Hl7.Fhir.Model;

namespace FhirSafety.Reading;

/// <summary>Reads the route class of an order (clinical page, section 3).</summary>
internal static class RouteReader
{
    private const RegexOptions Linear = DoseWording.Linear | RegexOptions.IgnoreCase;

    // The jurisdictions of the clinical page write German, French and Italian too.
    private const string Foreign =
        "intraven[öo]s|intravenoes|intraveineu(x|se)|endovenos[oa]|intramuskul[äa]r|intramusculaire|intramuscolare|subkutan|sous-cutan[ée]e?|sottocutane[oa]";

    private static readonly Regex Intrathecal = new(@"\b(intrathecal(ly)?|intrathekal|intrath[eé]cale?|intratecale?|it pump|pump refill)\b", Linear);
    private static readonly Regex Epidural = new(@"\bepidural(ly)?\b", Linear);
    private static readonly Regex Oral = new(@"\b(oral|orally|by mouth|po|per os|(ng|[gj]|feeding|enteral)[- ]tube|nasogastric|gastrostomy|jejunostomy|peg)\b", Linear);
    private static readonly Regex Wrong =
        new(@"\b(intravenous(ly)?|iv|i\.v|ivpb?|intra-?muscular(ly)?|im|i\.m|subcutaneous(ly)?|sc|s\.c|subcut|sub-?q|sq|" + Foreign + @")\b", Linear);

    // In a dosage text "im" and "sc" alone are too short to accuse anyone of a wrong route: the whole word, or an amount right before it.
    private static readonly Regex WrongInText = new(
        @"\b(intravenous(ly)?|i\.v|intramuscular(ly)?|i\.m|subcutaneous(ly)?|s\.c|subcut|sub-?q|(by|via) iv|iv (push|bolus|infusion|injection)|\d+\s*m?c?g (ivp?b?|im|sc|sq)|" + Foreign + @")\b",
        Linear);

    private static readonly Regex Patch = new(@"\b(transdermal|patch(es)?)\b", Linear);

    // A pattern costs as much where it finds nothing, so one is run only where a part of its words stands.
    private static readonly SearchValues<string> NearTheSpine = SearchValues.Create(["intrath", "intratec", "it pump", "pump refill", "epidural"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> WrongRoutes = SearchValues.Create(["intra", "endov", "iv", "i.v", "im", "i.m", "sc", "s.c", "sq", "sub", "cutan"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> WrongRoutesInText =
        SearchValues.Create(["intra", "endov", "sub", "cutan", " iv", "iv ", "g im", "g sc", "g sq", "i.v", "i.m", "s.c"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> ByMouth =
        SearchValues.Create(["oral", "mouth", "po", "per os", "tube", "gastr", "jejun", "peg"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> OnTheSkin = SearchValues.Create(["transdermal", "patch"], StringComparison.OrdinalIgnoreCase);

    /// <summary>The route concepts of an order's dosages, whose codes are to be matched.</summary>
    public static List<CodeableConcept> Concepts(Resource order)
    {
        List<CodeableConcept> concepts = [];
        foreach (Dosage dosage in DosageReader.DosagesOf(order))
        {
            if (dosage.One<CodeableConcept>("route") is { } concept)
            {
                concepts.Add(concept);
            }
        }

        return concepts;
    }

    /// <summary>What the order alone says; <see cref="Route.Unknown"/> when nothing.</summary>
    /// <param name="order">The order.</param>
    /// <param name="rows">The rows of <c>routes.csv</c> that its route codes matched.</param>
    public static Route Stated(Resource order, ImmutableArray<ValueSetRow> rows)
    {
        Route route = Stated(Concepts(order), rows);
        return route != Route.Unknown ? route : ByWords(string.Join(" | ", DosageReader.DosagesOf(order).ConvertAll(static dosage => dosage.Text("text"))), WrongInText, WrongRoutesInText);
    }

    /// <summary>What route concepts say by code and word; <see cref="Route.Unknown"/> when nothing.</summary>
    public static Route Stated(IEnumerable<CodeableConcept> concepts, ImmutableArray<ValueSetRow> rows)
    {
        Route strictest = Route.Unknown;
        foreach (ValueSetRow row in rows)
        {
            strictest = Stricter(strictest, Group(row.Group));
        }

        foreach (CodeableConcept concept in concepts)
        {
            foreach (string words in concept.Words(codes: true))
            {
                strictest = Stricter(strictest, ByWords(words));
            }
        }

        return strictest;
    }

    /// <summary>How another drug is given, by the route codes of its record and by words; a patch and the spine before anything else.</summary>
    /// <param name="record">The order, statement or supply.</param>
    /// <param name="words">Its name, and its words for route and dose form.</param>
    /// <param name="context">The codes.</param>
    public static MedicationRoute OfOther(JsonElement record, string words, ReadingContext context)
    {
        Route route = ByWords(words);
        Add(References.Objects(record, "dosageInstruction"u8));
        Add(References.Objects(record, "dosage"u8));
        return route switch
        {
            Route.Intrathecal => MedicationRoute.Intrathecal,
            Route.Epidural => MedicationRoute.Epidural,
            _ when words.Length <= 10 * DoseText.Longest && words.ContainsAny(OnTheSkin) && Patch.IsMatch(words) => MedicationRoute.Transdermal,
            Route.Wrong => MedicationRoute.Injected,
            Route.Oral => MedicationRoute.Oral,
            _ => MedicationRoute.Unknown,
        };

        void Add(ObjectElements dosages)
        {
            foreach (JsonElement dosage in dosages)
            {
                if (context.RowIn("routes", References.Object(dosage, "route"u8)) is { } row && Group(row.Group) is var coded && coded > route)
                {
                    route = coded;
                }
            }
        }
    }

    /// <summary>The route class of the order.</summary>
    /// <param name="stated">What the order alone says.</param>
    /// <param name="product">What is ordered.</param>
    /// <param name="dosages">Its dosages: a dose in milligrams tells an oral route where nothing else does.</param>
    public static Route Read(Route stated, DrugProduct product, ImmutableArray<DoseInstruction> dosages)
    {
        // A vein or a muscle is wrong for every product, so it is not hidden behind the product's own route.
        if (stated == Route.Wrong)
        {
            return Route.Wrong;
        }

        if (product.Route == Route.Intrathecal)
        {
            return Route.Intrathecal;
        }

        if (stated != Route.Unknown)
        {
            return stated;
        }

        return product.Route == Route.Unknown && !IsOralDose(product, dosages) ? Route.Unknown : Route.Oral;
    }

    private static bool IsOralDose(DrugProduct product, ImmutableArray<DoseInstruction> dosages) =>
        dosages.All(static dosage => dosage.Rates.IsEmpty)
        && WrittenAmounts.Of(dosages, product) is { IsEmpty: false } written
        && written.All(static amount => amount.Unit is DoseUnit.Milligram or DoseUnit.Gram or DoseUnit.Piece);

    private static Route Group(string group) => group switch
    {
        "oral" => Route.Oral,
        "intrathecal" => Route.Intrathecal,
        "epidural" => Route.Epidural,
        "other-wrong-route" => Route.Wrong,
        _ => Route.Unknown,
    };

    private static Route ByWords(string words) => ByWords(words, Wrong, WrongRoutes);

    private static Route ByWords(string words, Regex wrong, SearchValues<string> partsOfWrong)
    {
        if (words.Length > 10 * DoseText.Longest)
        {
            return Route.Unknown;
        }

        bool mayBeSpinal = words.ContainsAny(NearTheSpine);
        return mayBeSpinal && Intrathecal.IsMatch(words) ? Route.Intrathecal
            : mayBeSpinal && Epidural.IsMatch(words) ? Route.Epidural
            : words.ContainsAny(partsOfWrong) && wrong.IsMatch(words) ? Route.Wrong
            : words.ContainsAny(ByMouth) && Oral.IsMatch(words) ? Route.Oral
            : Route.Unknown;
    }

    // The members of Route stand in the order of concern.
    private static Route Stricter(Route one, Route other) => one > other ? one : other;
}
