namespace FhirSafety.Clinical;

/// <summary>
/// What a value can be in a living patient (clinical page, section 4.1). Outside, the value is ignored and that is said: it
/// is more likely a slip of unit or decimal point than a finding.
/// </summary>
public static class Plausibility
{
    /// <summary>Creatinine, 0.1 to 25 mg/dL.</summary>
    public static PlausibleRange Creatinine { get; } = new(0.1m, 25m);

    /// <summary>Weight at any age, 1 to 400 kg.</summary>
    public static PlausibleRange Weight { get; } = new(1m, 400m);

    /// <summary>Weight from 18 years, 25 to 400 kg.</summary>
    public static PlausibleRange AdultWeight { get; } = new(25m, 400m);

    /// <summary>Height at any age, 30 to 250 cm.</summary>
    public static PlausibleRange Height { get; } = new(30m, 250m);

    /// <summary>Height from 18 years, 100 to 250 cm.</summary>
    public static PlausibleRange AdultHeight { get; } = new(100m, 250m);

    /// <summary>Reported eGFR, 1 to 200 mL/min/1.73 m².</summary>
    public static PlausibleRange Egfr { get; } = new(1m, 200m);

    /// <summary>Oral dose, 0.5 to 400 mg a day.</summary>
    public static PlausibleRange OralMgADay { get; } = new(0.5m, 400m);

    /// <summary>Intrathecal dose, 5 to 5000 micrograms a day.</summary>
    public static PlausibleRange IntrathecalMcgADay { get; } = new(5m, 5000m);
}

/// <summary>A range with both ends included.</summary>
/// <param name="Lowest">The lowest value in it.</param>
/// <param name="Highest">The highest value in it.</param>
public readonly record struct PlausibleRange(decimal Lowest, decimal Highest)
{
    /// <summary>Whether a value is in the range.</summary>
    public bool Contains(decimal value) => value >= Lowest && value <= Highest;
}
