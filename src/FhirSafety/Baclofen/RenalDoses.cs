using System.Collections.Immutable;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>The oral dose table by kidney band for adults (clinical page, section 5.4), in mg a day.</summary>
public sealed record RenalDoses
{
    private ImmutableDictionary<RenalBand, RenalDose> Bands { get; init; } = ImmutableDictionary<RenalBand, RenalDose>.Empty;

    /// <summary>The ceiling of G3a from the older age on.</summary>
    public required decimal CeilingG3aOlder { get; init; }

    /// <summary>The dose at which encephalopathy rises with moderate and severe kidney disease, and the level it sets.</summary>
    public required decimal HarmDose { get; init; }

    /// <summary>What is left of an ordered dose, by clearance or eGFR.</summary>
    public required DoseReduction Reduction { get; init; }

    /// <summary>The most to start with in a band.</summary>
    public decimal Start(RenalBand band) => Bands[band].Start;

    /// <summary>The most to go on with in a band.</summary>
    public decimal Ceiling(RenalBand band, bool older) =>
        older && band == RenalBand.G3a ? CeilingG3aOlder : Bands[band].Ceiling;

    internal static RenalDoses Read(PolicyFile file)
    {
        decimal dialysis = file.Number("renal.dialysisCap", 2.5m, 5);
        return new RenalDoses
        {
            Bands = new Dictionary<RenalBand, RenalDose>
            {
                [RenalBand.G1] = new(file.Number("renal.bands.G1.start", 2.5m, 30), file.Number("renal.bands.G1.ceiling", 5, 100)),
                [RenalBand.G2] = new(file.Number("renal.g2Start", 5, 15), file.Number("renal.bands.G2.ceiling", 5, 80)),
                [RenalBand.G3a] = new(file.Number("renal.bands.G3a.start", 2.5m, 15), file.Number("renal.bands.G3a.ceiling", 5, 60)),
                [RenalBand.G3b] = new(file.Number("renal.bands.G3b.start", 2.5m, 15), file.Number("renal.bands.G3b.ceiling", 5, 40)),
                [RenalBand.G4] = new(file.Number("renal.bands.G4.start", 2.5m, 10), file.Number("renal.bands.G4.ceiling", 2.5m, 20)),
                [RenalBand.G5] = new(file.Number("renal.bands.G5.start", 2.5m, 10), file.Number("renal.bands.G5.ceiling", 2.5m, 15)),
                [RenalBand.Dialysis] = new(file.Number("renal.bands.D.start", 2.5m, 5), dialysis),
            }.ToImmutableDictionary(),
            CeilingG3aOlder = file.Number("renal.bands.G3a.ceilingOlder", 5, 40),
            HarmDose = file.Number("renal.harmDose", 5, 40),
            Reduction = DoseReduction.Read(file),
        };
    }

    private sealed record RenalDose(decimal Start, decimal Ceiling);
}

/// <summary>What is left of an ordered dose (clinical page, section 5.4, "Factor f").</summary>
/// <param name="Mild">Clearance 50 to 80, or without one an eGFR of 60 to under 90.</param>
/// <param name="Moderate">Clearance 30 to under 50, or without one an eGFR of 30 to under 60.</param>
/// <param name="Severe">Clearance under 30, or without one an eGFR under 30 or dialysis.</param>
/// <param name="MildUpTo">mL/min.</param>
/// <param name="ModerateBelow">mL/min.</param>
/// <param name="SevereBelow">mL/min.</param>
public sealed record DoseReduction(
    Fraction Mild, Fraction Moderate, Fraction Severe, decimal MildUpTo, decimal ModerateBelow, decimal SevereBelow)
{
    private static readonly Fraction Whole = new(1, 1);

    /// <summary>The fraction by clearance; without one by band. Where both are known the page takes the lower.</summary>
    public Fraction For(RenalBand band, Known<CreatinineClearance> clearance)
    {
        Fraction byBand = band switch
        {
            RenalBand.G1 => Whole,
            RenalBand.G2 => Mild,
            RenalBand.G3a or RenalBand.G3b => Moderate,
            _ => Severe,
        };
        return clearance is Known<CreatinineClearance>.Value { Fact.MlPerMin: var mlPerMin }
            ? Fraction.Lower(byBand, ByClearance((decimal)mlPerMin))
            : byBand;
    }

    private Fraction ByClearance(decimal mlPerMin) =>
        mlPerMin < SevereBelow ? Severe
        : mlPerMin < ModerateBelow ? Moderate
        : mlPerMin <= MildUpTo ? Mild
        : Whole;

    internal static DoseReduction Read(PolicyFile file) => new(
        file.Fraction("renal.reduction.mild"),
        file.Fraction("renal.reduction.moderate"),
        file.Fraction("renal.reduction.severe"),
        file.Number("renal.reduction.clearance.mildUpTo", 60, 120),
        file.Number("renal.reduction.clearance.moderateBelow", 30, 80),
        file.Number("renal.reduction.clearance.severeBelow", 15, 60));
}
