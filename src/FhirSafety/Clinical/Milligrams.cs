namespace FhirSafety.Clinical;

/// <summary>Turns an amount into milligrams (clinical page, sections 4.1 and 6).</summary>
internal static class Milligrams
{
    // Far above any dose, and low enough that no sum of dosages overflows.
    private const decimal Highest = 1_000_000_000m;

    /// <summary>The milligrams of an amount, or null and why not.</summary>
    /// <param name="value">The number; null when there is none that can be used.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="product">What is ordered.</param>
    /// <param name="problem">Why there is none.</param>
    public static decimal? Of(decimal? value, DoseUnit unit, DrugProduct product, out DoseProblem problem)
    {
        problem = DoseProblem.AmountNotUsable;
        if (value is not (> 0 and <= Highest))
        {
            return null;
        }

        decimal? factor = Factor(unit, product, out problem);
        if (factor is null)
        {
            return null;
        }

        problem = DoseProblem.AmountNotUsable;
        return factor is > 0 and <= Highest && value * factor is > 0 and <= Highest ? value * factor : null;
    }

    /// <summary>Whether the number counts tablets although nothing says so.</summary>
    public static bool IsBareCount(DoseUnit unit, DrugProduct product) =>
        unit == DoseUnit.None && product.MgPerUnit is not null && !product.IsLiquid;

    private static decimal? Factor(DoseUnit unit, DrugProduct product, out DoseProblem problem)
    {
        problem = unit is DoseUnit.Piece or DoseUnit.Millilitre ? DoseProblem.StrengthNotKnown : DoseProblem.UnitNotUnderstood;
        return unit switch
        {
            DoseUnit.Milligram => 1m,
            DoseUnit.Microgram => 0.001m,
            DoseUnit.Gram => 1000m,
            DoseUnit.Millilitre => product.MgPerMl,
            DoseUnit.Piece => product.MgPerUnit,
            DoseUnit.None when IsBareCount(unit, product) => product.MgPerUnit,
            _ => null,
        };
    }
}
