namespace FhirSafety.Baclofen;

/// <summary>What a taper is worked out from (clinical page, section 8). The kidneys are not among it: poor ones get the same rows, no faster.</summary>
/// <param name="DailyMg">mg a day of all running oral orders; null when one of them cannot be read.</param>
/// <param name="ExposureDays">Days it has been taken without a longer gap; null when not known, which counts as long.</param>
/// <param name="Flags">What makes the taper longer.</param>
/// <param name="Unit">The smallest amount that can be given at once, mg.</param>
public sealed record TaperInputs(decimal? DailyMg, int? ExposureDays, TaperFlags Flags, decimal Unit)
{
    /// <summary>The dose to stay on, mg a day, such as a kidney ceiling; 0 to stop.</summary>
    public decimal TargetMg { get; init; }

    /// <summary>Days from today to the expected birth, negative when past; null when not pregnant or not known.</summary>
    public int? DaysToBirth { get; init; }

    /// <summary>Whether it is given into the spine; there is no algorithm for that.</summary>
    public bool Intrathecal { get; init; }

    /// <summary>
    /// Whether toxicity, an overdose or a serious reaction calls for a stop under monitoring. No record tells this for sure, so it
    /// is the caller's to say.
    /// </summary>
    public bool ClinicianManaged { get; init; }
}
