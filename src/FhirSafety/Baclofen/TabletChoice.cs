using System.Collections.Immutable;
using FhirSafety.Clinical;
using FhirSafety.Terminology;

namespace FhirSafety.Baclofen;

/// <summary>Which product can make a regimen out of whole and half tablets (clinical page, section 3).</summary>
/// <param name="FiveMg">The 5 mg tablet to change to: its halves make every dose we suggest for adults.</param>
/// <param name="Liquid">The thinnest oral liquid, for doses of children that tablets cannot make; null when none is listed.</param>
public sealed record TabletChoice(ValueSetRow FiveMg, ValueSetRow? Liquid)
{
    private static readonly ImmutableArray<decimal> Halvable = [5m, 10m, 20m];

    /// <summary>The smallest amount of one administration, mg.</summary>
    public const decimal SmallestPart = 2.5m;

    /// <summary>Finds the tablets among the product rows.</summary>
    /// <exception cref="InvalidDataException">No active 5 mg tablet is listed.</exception>
    public static TabletChoice From(ImmutableArray<ValueSetRow> products) => new(
        products.FirstOrDefault(row => row is { StrengthMg: 5m, StrengthUnit: "mg/tablet", Level: "SCD", Route: "oral" })
        ?? throw new InvalidDataException("baclofen-products.csv lists no 5 mg oral tablet (level SCD): doses could not be suggested."),
        products.Where(row => row is { StrengthMg: > 0m, StrengthUnit: "mg/mL", Level: "SCD", Route: "oral" }).MinBy(row => row.StrengthMg));

    /// <summary>Whether halves of the 5 mg tablet make a regimen.</summary>
    public static bool TabletsMake(Regimen regimen) => regimen.Parts.All(part => part % SmallestPart == 0m);

    /// <summary>The product to change to; null when the drafted one makes the regimen.</summary>
    public ValueSetRow? For(DrugProduct drafted, Regimen regimen)
    {
        if (drafted.StrengthsDiffer)
        {
            return FiveMg;
        }

        if (drafted.IsLiquid || drafted.MgPerUnit is not { } strength)
        {
            return null;
        }

        decimal smallest = drafted.NamesWhole ? strength : strength / 2m;
        bool makes = Halvable.Contains(strength) && regimen.Parts.All(part => part % smallest == 0m);
        return makes ? null : FiveMg;
    }
}
