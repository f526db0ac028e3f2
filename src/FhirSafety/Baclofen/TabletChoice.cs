using System.Collections.Immutable;
using FhirSafety.Clinical;
using FhirSafety.Terminology;

namespace FhirSafety.Baclofen;

/// <summary>Which product can make a regimen out of whole and half tablets (clinical page, section 3).</summary>
/// <param name="FiveMg">The 5 mg tablet to change to: its halves make every dose we suggest.</param>
public sealed record TabletChoice(ValueSetRow FiveMg)
{
    private static readonly ImmutableArray<decimal> Halvable = [5m, 10m, 20m];

    /// <summary>The smallest amount of one administration, mg.</summary>
    public const decimal SmallestPart = 2.5m;

    /// <summary>Finds the tablets among the product rows.</summary>
    /// <exception cref="InvalidDataException">No active 5 mg tablet is listed.</exception>
    public static TabletChoice From(ImmutableArray<ValueSetRow> products) => new(
        products.FirstOrDefault(row => row is { StrengthMg: 5m, StrengthUnit: "mg/tablet", Level: "SCD", Route: "oral" })
        ?? throw new InvalidDataException("baclofen-products.csv lists no 5 mg oral tablet (level SCD): doses could not be suggested."));

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

        bool makes = Halvable.Contains(strength) && regimen.Parts.All(part => part % (strength / 2m) == 0m);
        return makes ? null : FiveMg;
    }
}
