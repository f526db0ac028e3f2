namespace FhirSafety.Clinical;

/// <summary>The numbers the kidney resolver needs. Defaults, ranges and sources stand in <c>policy.json</c>.</summary>
public sealed record KidneyPolicy
{
    /// <summary>µmol/L in 1 mg/dL of creatinine.</summary>
    public required decimal CreatinineFactor { get; init; }

    /// <summary>Actual over ideal weight from which Cockcroft-Gault takes the adjusted weight.</summary>
    public required decimal ObesityRatio { get; init; }

    /// <summary>How old an adult's weight may be, months.</summary>
    public required int WeightMonths { get; init; }

    /// <summary>How old a child's height may be, months.</summary>
    public required int HeightMonths { get; init; }

    /// <summary>How old the height of a child under 2 years may be, months.</summary>
    public required int HeightMonthsUnder2 { get; init; }

    /// <summary>How old a result may be, by band and setting.</summary>
    public required StalenessWindows Windows { get; init; }

    /// <summary>Rise in mg/dL within 48 hours that is acute kidney injury.</summary>
    public required decimal AkiRiseMgPerDl { get; init; }

    /// <summary>The same rise in µmol/L, for values reported so.</summary>
    public required decimal AkiRiseUmolPerL { get; init; }

    /// <summary>Days an AKI condition counts.</summary>
    public required int AkiConditionDays { get; init; }

    /// <summary>Days a dialysis procedure or encounter diagnosis counts.</summary>
    public required int DialysisDays { get; init; }

    /// <summary>Days an eGFR with cystatin may be older than the newest creatinine and still be preferred.</summary>
    public required int CystatinLagDays { get; init; }

    /// <summary>Body surface below which, m², the eGFR in mL/min is shown too.</summary>
    public required decimal SmallSurface { get; init; }

    /// <summary>Body surface above which, m², the eGFR in mL/min is shown too.</summary>
    public required decimal LargeSurface { get; init; }
}

/// <summary>How old a kidney result may be, in days (clinical page, section 5.2). A value exactly as old is not stale.</summary>
/// <param name="Outpatient">By last known band.</param>
/// <param name="Inpatient">By last known band, during an inpatient or emergency encounter.</param>
public sealed record StalenessWindows(BandDays Outpatient, BandDays Inpatient);

/// <summary>Days by band.</summary>
/// <param name="Over60">eGFR 60 and over.</param>
/// <param name="From30">30 to under 60.</param>
/// <param name="From15">15 to under 30.</param>
/// <param name="Under15">Below 15.</param>
/// <param name="Child">Under 18 years, any band.</param>
public sealed record BandDays(int Over60, int From30, int From15, int Under15, int Child);
