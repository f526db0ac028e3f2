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
        string[] words =
        [
            .. concept.Words()
                .Concat(Display(reference))
                .Concat(medication.One<CodeableConcept>("code").Words())
                .Concat(medication.One<CodeableConcept>("form").Words())
                .Distinct(StringComparer.Ordinal), // Most texts repeat a display.
        ];
        ProductWords text = ProductWords.Read(words);

        decimal[] perUnit = [.. Rows(rows, "mg/tablet"), .. Ingredient(medication, perMl: false, text.IsSolid), .. text.MgPerUnit];
        decimal[] perMl = [.. Rows(rows, "mg/mL"), .. Ingredient(medication, perMl: true, text.IsSolid), .. text.MgPerMl];
        return new DrugProduct(
            words.FirstOrDefault() ?? rows.Select(static row => row.Display).FirstOrDefault() ?? "",
            Highest(perUnit),
            Highest(perMl),
            ReadRoute(rows, text),
            perUnit.Distinct().Skip(1).Any() || perMl.Distinct().Skip(1).Any())
        {
            NamesLiquid = text.IsLiquid,
            IsTrial = rows.Any(static row => ProductWords.NameTrial(row.Display)) || words.Any(ProductWords.NameTrial),
        };
    }

    /// <summary>The Medication that the order carries inside itself under the reference; null when it carries none.</summary>
    public static Medication? Contained(Resource order, ResourceReference? reference) =>
        reference.Text("reference") is ['#', .. string id]
            ? order.All<Medication>("contained").FirstOrDefault(medication => medication.Text("id") == id)
            : null;

    private static IEnumerable<string> Display(ResourceReference? reference) => reference.Text("display") is { } display ? [display] : [];

    private static IEnumerable<decimal> Rows(ImmutableArray<ValueSetRow> rows, string unit) =>
        rows.Where(row => row.StrengthUnit == unit).Select(static row => row.StrengthMg).OfType<decimal>();

    private static decimal? Highest(decimal[] strengths) => strengths.Length == 0 ? null : strengths.Max();

    // With two ingredients nothing here tells which of them is the drug under check.
    private static IEnumerable<decimal> Ingredient(Medication? medication, bool perMl, bool isSolid)
    {
        Medication.IngredientComponent[] all = [.. medication.All<Medication.IngredientComponent>("ingredient")];
        if (all.Length != 1 || all[0].One<Ratio>("strength") is not { } strength || Mg(strength.One<Quantity>("numerator")) is not { } mg)
        {
            yield break;
        }

        // Epic writes 10 mg per 10 mg, which says nothing; a bare number of milligrams is a tablet's only where the form says tablet.
        Quantity? per = strength.One<Quantity>("denominator");
        decimal amount = per.HasBadNumber("value") ? 0 : per.Number("value") ?? 1;
        DoseUnit unit = DoseUnits.Read(per.Text("code"), per.Text("unit"));
        bool fits = perMl ? unit == DoseUnit.Millilitre : unit == DoseUnit.Piece || (unit == DoseUnit.None && isSolid);
        if (fits && ProductWords.Strength(mg, amount) is { } each)
        {
            yield return each;
        }
    }

    private static decimal? Mg(Quantity? quantity)
    {
        DrugProduct nothing = new("", null, null, Route.Unknown, StrengthsDiffer: false);
        return Milligrams.Of(quantity.Number("value"), DoseUnits.Read(quantity.Text("code"), quantity.Text("unit")), nothing, out _);
    }

    // A row for the injection outweighs one for the tablet: the stricter reading where an order names both.
    private static Route ReadRoute(ImmutableArray<ValueSetRow> rows, ProductWords text)
    {
        if (rows.Any(static row => row.Route == "intrathecal"))
        {
            return Route.Intrathecal;
        }

        return rows.Any(static row => row.Route == "oral") ? Route.Oral : text.Route;
    }
}
