namespace FhirSafety.Baclofen;

/// <summary>What a child may be given by mouth, by age and weight (clinical page, section 7.6).</summary>
public sealed record ChildLimits
{
    /// <summary>A new start, mg/kg a day.</summary>
    public required decimal StartMgPerKg { get; init; }

    /// <summary>A new start is at most this, mg a day, whatever the weight.</summary>
    public required decimal StartMost { get; init; }

    /// <summary>Up to so many times the start by weight counts as rounding.</summary>
    public required decimal StartTolerance { get; init; }

    /// <summary>Above so many times its limit a new start is dangerous.</summary>
    public required decimal StartCritical { get; init; }

    /// <summary>The daily maximum, mg/kg a day.</summary>
    public required decimal MaxMgPerKg { get; init; }

    /// <summary>The daily maximum under 2 years, mg: the handbook has none, so that the label's holds whichever a site follows.</summary>
    public required decimal MaxUnder2 { get; init; }

    /// <summary>The daily maximum from 2 years on and below <see cref="OlderFrom"/>, mg.</summary>
    public required decimal MaxYounger { get; init; }

    /// <summary>The daily maximum from <see cref="OlderFrom"/> on, mg.</summary>
    public required decimal MaxOlder { get; init; }

    /// <summary>The age in years from which the higher maximum holds.</summary>
    public required int OlderFrom { get; init; }

    /// <summary>A daily dose above it is dangerous, mg.</summary>
    public required decimal MaxCritical { get; init; }

    /// <summary>Above so many times its limit a daily dose is dangerous.</summary>
    public required decimal MaxCriticalTimes { get; init; }

    /// <summary>Days for which a weight counts.</summary>
    public required int WeightDays { get; init; }

    /// <summary>The same under 2 years.</summary>
    public required int WeightDaysUnder2 { get; init; }

    /// <summary>The age from which a small dose without a weight is information only.</summary>
    public required int AdolescentFrom { get; init; }

    /// <summary>Below this weight, kg, the liquid is used.</summary>
    public required decimal LiquidBelowKg { get; init; }

    /// <summary>What one administration is rounded down to, mg; a smaller one cannot be measured.</summary>
    public required decimal PartMg { get; init; }

    /// <summary>Below this age in years the US label does not establish use by mouth.</summary>
    public required int EstablishedFromUs { get; init; }

    /// <summary>The age in years below which it is a specialist's elsewhere.</summary>
    public required int EstablishedFromElsewhere { get; init; }

    /// <summary>Below this age in years intrathecal use is not established.</summary>
    public required int IntrathecalFrom { get; init; }

    internal static ChildLimits Read(PolicyFile file)
    {
        bool harriet = file.Choice<PaediatricMaximum>("paed.max") == PaediatricMaximum.Harriet;
        decimal ukYounger = file.Number("paed.maxDaily.uk.younger", 20, 60);
        decimal ukOlder = file.Number("paed.maxDaily.uk.older", 40, 80);
        decimal harrietYounger = file.Number("paed.maxDaily.harriet.younger", 40, 80);
        decimal harrietOlder = file.Number("paed.maxDaily.harriet.older", 60, 100);
        ChildLimits limits = new()
        {
            StartMgPerKg = file.Number("paed.start.mgPerKg", 0.1m, 1),
            StartMost = file.Number("paed.start.most", 5, 30),
            StartTolerance = file.Number("paed.start.tolerance", 1, 1.5m),
            StartCritical = file.Number("paed.start.critical", 1.5m, 4),
            MaxMgPerKg = file.Number("paed.maxDaily.mgPerKg", 1, 3),
            MaxUnder2 = ukYounger,
            MaxYounger = harriet ? harrietYounger : ukYounger,
            MaxOlder = harriet ? harrietOlder : ukOlder,
            OlderFrom = file.Whole("paed.maxDaily.olderFrom", 2, 17),
            MaxCritical = file.Number("paed.maxDaily.critical", 60, 120),
            MaxCriticalTimes = file.Number("paed.maxDaily.criticalTimes", 1.2m, 3),
            WeightDays = file.Whole("paed.weight.days", 14, 365),
            WeightDaysUnder2 = file.Whole("paed.weight.daysUnder2", 7, 180),
            AdolescentFrom = file.Whole("paed.weight.adolescentFrom", 12, 17),
            LiquidBelowKg = file.Number("paed.liquidBelowKg", 10, 60),
            PartMg = file.Number("paed.partMg", 0.1m, 2.5m),
            EstablishedFromUs = file.Whole("paed.establishedFrom.us", 1, 18),
            EstablishedFromElsewhere = file.Whole("paed.establishedFrom.elsewhere", 1, 18),
            IntrathecalFrom = file.Whole("paed.establishedFrom.intrathecal", 1, 18),
        };
        file.Ascending("paed.weight.daysUnder2", limits.WeightDaysUnder2, "paed.weight.days", limits.WeightDays);
        file.Ascending("paed.maxDaily.uk.younger", ukYounger, "paed.maxDaily.uk.older", ukOlder);
        file.Ascending("paed.maxDaily.harriet.younger", harrietYounger, "paed.maxDaily.harriet.older", harrietOlder);
        return limits;
    }
}
