namespace FhirSafety.Baclofen;

/// <summary>Windows of what is watched in a patient who takes it, in days.</summary>
/// <param name="SideEffectDays">A condition dated within so many days counts as new.</param>
/// <param name="ReviewDays">Taken for longer, and no test for longer: a review is due.</param>
public sealed record WatchWindows(int SideEffectDays, int ReviewDays)
{
    internal static WatchWindows Read(PolicyFile file) => new(
        file.Whole("watch.sideEffectDays", 1, 60),
        file.Whole("watch.reviewDays", 180, 730));
}
