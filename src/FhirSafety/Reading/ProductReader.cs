using System.Collections.Immutable;
using FhirSafety.Clinical;
using FhirSafety.Terminology;
using Hl7.Fhir.Model;

namespace FhirSafety.Reading;

/// <summary>Reads what an order says of its product: name, strength and route.</summary>
internal static class ProductReader
{
    /// <summary>The product.</summary>
    /// <param name="order">The MedicationRequest, MedicationDispense or MedicationStatement.</param>
    /// <param name="resolved">The Medication it refers to; null when it is contained, coded in the order, or not to be had.</param>
    /// <param name="rows">The product rows that its codes matched.</param>
    public static DrugProduct Read(Resource order, Medication? resolved, ImmutableArray<ValueSetRow> rows)
    {
        CodeableConcept? concept = order.One<CodeableConcept>("medication");
        ResourceReference? reference = order.One<ResourceReference>("medication");
        Medication? medication = resolved ?? Contained(order, reference);
        string[] words = [.. Words(concept, reference, medication).Distinct(StringComparer.Ordinal)]; // Most texts repeat a display.
        ProductWords text = ProductWords.Read(words);
        List<decimal> perUnit = Rows(rows, "mg/tablet");
        List<decimal> perMl = Rows(rows, "mg/mL");
        AddIngredient(medication, text.IsSolid, perUnit, perMl);
        perUnit.AddRange(text.MgPerUnit);
        perMl.AddRange(text.MgPerMl);
        return new DrugProduct(
            words is [var name, ..] ? name : rows is [var row, ..] ? row.Display : "",
            Highest(perUnit),
            Highest(perMl),
            ReadRoute(rows, words),
            Differ(perUnit) || Differ(perMl))
        {
            NamesLiquid = text.IsLiquid,
            NamesWhole = Array.Exists(words, ProductWords.NameWhole),
            IsTrial = rows.Any(static row => ProductWords.NameTrial(row.Display)) || Array.Exists(words, ProductWords.NameTrial),
        };
    }

    /// <summary>The Medication that the order carries inside itself under the reference; null when it carries none.</summary>
    public static Medication? Contained(Resource order, ResourceReference? reference) =>
        reference.Text("reference") is ['#', .. string id]
            ? order.All<Medication>("contained").Find(medication => medication.Text("id") == id)
            : null;

    private static List<string> Words(CodeableConcept? concept, ResourceReference? reference, Medication? medication)
    {
        List<string> words = concept.Words();
        if (reference.Text("display") is { } display)
        {
            words.Add(display);
        }

        if (medication is not null)
        {
            words.AddRange(medication.One<CodeableConcept>("code").Words());
            words.AddRange(medication.One<CodeableConcept>("form").Words());
        }

        return words;
    }

    private static List<decimal> Rows(ImmutableArray<ValueSetRow> rows, string unit)
    {
        List<decimal> strengths = [];
        foreach (ValueSetRow row in rows)
        {
            if (row.StrengthUnit == unit && row.StrengthMg is { } mg)
            {
                strengths.Add(mg);
            }
        }

        return strengths;
    }

    private static decimal? Highest(List<decimal> strengths) => strengths.Count == 0 ? null : strengths.Max();

    private static bool Differ(List<decimal> strengths) => strengths.Exists(mg => mg != strengths[0]);

    // With two ingredients nothing here tells which of them is the drug under check.
    private static void AddIngredient(Medication? medication, bool isSolid, List<decimal> perUnit, List<decimal> perMl)
    {
        if (medication.All<Medication.IngredientComponent>("ingredient") is not [var only]
            || only.One<Ratio>("strength") is not { } strength || Mg(strength.One<Quantity>("numerator")) is not { } mg)
        {
            return;
        }

        // Epic writes 10 mg per 10 mg, which says nothing; a bare number of milligrams is a tablet's only where the form says tablet.
        Quantity? per = strength.One<Quantity>("denominator");
        decimal amount = per.HasBadNumber("value") ? 0 : per.Number("value") ?? 1;
        DoseUnit unit = DoseUnits.Read(per.Text("code"), per.Text("unit"));
        if (ProductWords.Strength(mg, amount) is not { } each)
        {
            return;
        }

        if (unit == DoseUnit.Millilitre)
        {
            perMl.Add(each);
        }
        else if (unit == DoseUnit.Piece || (unit == DoseUnit.None && isSolid))
        {
            perUnit.Add(each);
        }
    }

    private static decimal? Mg(Quantity? quantity)
    {
        DrugProduct nothing = new("", null, null, Route.Unknown, StrengthsDiffer: false);
        return Milligrams.Of(quantity.Number("value"), DoseUnits.Read(quantity.Text("code"), quantity.Text("unit")), nothing, out _);
    }

    // A row for the injection outweighs one for the tablet: the stricter reading where an order names both.
    private static Route ReadRoute(ImmutableArray<ValueSetRow> rows, string[] words)
    {
        if (rows.Any(static row => row.Route == "intrathecal"))
        {
            return Route.Intrathecal;
        }

        return rows.Any(static row => row.Route == "oral") ? Route.Oral : ProductWords.RouteIn(words);
    }
}
