using System.Globalization;

namespace FhirSafety.Clinical;

/// <summary>The published equations for kidney function (clinical page, sections 4.2 to 4.4 and 4.6).</summary>
/// <remarks>Coefficients are part of the publications and no site's choice, so they stand here and not in the policy.</remarks>
public static class KidneyEquations
{
    /// <summary>Age from which the equations for adults hold.</summary>
    public const int AdultYears = 18;

    // Devine's ideal weight starts from 60 inches and says nothing of anyone shorter.
    private const decimal DevineLeastCm = 152.4m;

    /// <summary>eGFR by CKD-EPI 2021, creatinine, in mL/min/1.73 m²; from 18 years.</summary>
    /// <param name="creatinineMgPerDl">Creatinine, mg/dL.</param>
    /// <param name="ageYears">Completed years.</param>
    /// <param name="sex">When undetermined, both forms are run and the lower result is kept.</param>
    public static double CkdEpi2021(decimal creatinineMgPerDl, int ageYears, Sex sex) => sex switch
    {
        Sex.Female => CkdEpi2021((double)creatinineMgPerDl / 0.7, -0.241, ageYears) * 1.012,
        Sex.Male => CkdEpi2021((double)creatinineMgPerDl / 0.9, -0.302, ageYears),
        _ => Math.Min(
            CkdEpi2021(creatinineMgPerDl, ageYears, Sex.Female), CkdEpi2021(creatinineMgPerDl, ageYears, Sex.Male)),
    };

    /// <summary>eGFR by bedside Schwartz 2009, in mL/min/1.73 m²; 1 to under 18 years.</summary>
    /// <param name="heightCm">Height, cm.</param>
    /// <param name="creatinineMgPerDl">Creatinine, mg/dL. The molar form (36.5) is a rounding of this one and is not used.</param>
    public static double BedsideSchwartz(decimal heightCm, decimal creatinineMgPerDl) =>
        (double)(0.413m * heightCm / creatinineMgPerDl);

    /// <summary>Ideal weight by Devine, kg.</summary>
    /// <param name="heightCm">Height, cm; from 152.4.</param>
    /// <param name="sex">Female or male.</param>
    public static decimal IdealWeight(decimal heightCm, Sex sex) =>
        (sex == Sex.Male ? 50m : 45.5m) + (2.3m * ((heightCm / 2.54m) - 60m));

    /// <summary>Creatinine clearance by Cockcroft and Gault; from 18 years and under 140.</summary>
    /// <param name="creatinineMgPerDl">Creatinine, mg/dL, as measured: a low one is not raised.</param>
    /// <param name="ageYears">Completed years.</param>
    /// <param name="sex">When undetermined, both forms are run and the lower result is kept.</param>
    /// <param name="weightKg">Actual weight, kg.</param>
    /// <param name="heightCm">Height, cm; null when none is usable, and then the actual weight enters.</param>
    /// <param name="obesityRatio">Actual over ideal weight from which the adjusted weight enters.</param>
    public static CreatinineClearance CockcroftGault(
        decimal creatinineMgPerDl, int ageYears, Sex sex, decimal weightKg, decimal? heightCm, decimal obesityRatio)
    {
        if (sex == Sex.Undetermined)
        {
            CreatinineClearance female =
                CockcroftGault(creatinineMgPerDl, ageYears, Sex.Female, weightKg, heightCm, obesityRatio);
            CreatinineClearance male = CockcroftGault(creatinineMgPerDl, ageYears, Sex.Male, weightKg, heightCm, obesityRatio);
            return female.MlPerMin <= male.MlPerMin ? female : male;
        }

        (decimal weight, WeightKind kind) = WeightFor(sex, weightKg, heightCm, obesityRatio);
        decimal clearance = (140 - ageYears) * weight * (sex == Sex.Female ? 0.85m : 1m) / (72m * creatinineMgPerDl);
        return new CreatinineClearance((double)clearance, (double)weight, kind);
    }

    /// <summary>Body surface by Mosteller, m².</summary>
    public static double BodySurface(decimal heightCm, decimal weightKg) => Math.Sqrt((double)(heightCm * weightKg) / 3600);

    /// <summary>eGFR taken back from 1.73 m² to a body's own surface, mL/min.</summary>
    public static double AbsoluteEgfr(double egfr, double surfaceM2) => egfr * surfaceM2 / 1.73;

    /// <summary>The band of an eGFR. Half-open on the unrounded number: 30.0 is G3b, 29.99 is G4.</summary>
    public static RenalBand BandOf(double egfr) => egfr switch
    {
        >= 90 => RenalBand.G1,
        >= 60 => RenalBand.G2,
        >= 45 => RenalBand.G3a,
        >= 30 => RenalBand.G3b,
        >= 15 => RenalBand.G4,
        _ => RenalBand.G5,
    };

    /// <summary>
    /// An eGFR as it is shown: a whole number; one decimal where the whole number would show a better band than the one
    /// that was used; cut where the decimal would still do so (29.57 is 29.6, 29.97 is 29.9).
    /// </summary>
    public static string Shown(double egfr)
    {
        double whole = Math.Round(egfr, MidpointRounding.AwayFromZero);
        if (BandOf(whole) == BandOf(egfr))
        {
            return whole.ToString("0", CultureInfo.InvariantCulture);
        }

        double tenth = Math.Round(egfr, 1, MidpointRounding.AwayFromZero);
        double shown = BandOf(tenth) == BandOf(egfr) ? tenth : Math.Floor(egfr * 10) / 10;
        return shown.ToString("0.0", CultureInfo.InvariantCulture);
    }

    private static double CkdEpi2021(double ratio, double exponentBelow, int ageYears) =>
        142 * Math.Pow(Math.Min(ratio, 1), exponentBelow) * Math.Pow(Math.Max(ratio, 1), -1.200) * Math.Pow(0.9938, ageYears);

    private static (decimal Weight, WeightKind Kind) WeightFor(Sex sex, decimal weightKg, decimal? heightCm, decimal obesityRatio)
    {
        if (heightCm is not { } height || height < DevineLeastCm)
        {
            return (weightKg, WeightKind.ActualWithoutHeight);
        }

        decimal ideal = IdealWeight(height, sex);
        return weightKg < ideal ? (weightKg, WeightKind.Actual)
            : weightKg < obesityRatio * ideal ? (ideal, WeightKind.Ideal)
            : (ideal + (0.4m * (weightKg - ideal)), WeightKind.Adjusted);
    }
}
