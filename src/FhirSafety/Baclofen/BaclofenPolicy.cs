using System.Collections.Immutable;
using System.Security.Cryptography;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>Every number, window and indicator the precautions use, as in force here. Read once, at start.</summary>
public sealed record BaclofenPolicy
{
    /// <summary>First 12 hex digits of the SHA-256 of the numbers in force, so that a changed site shows.</summary>
    public required string Version { get; init; }

    /// <summary>Age in years from which checks for older adults hold.</summary>
    public required int OlderAge { get; init; }

    /// <summary>What the kidney resolver needs.</summary>
    public required KidneyPolicy Kidney { get; init; }

    /// <summary>Dose by kidney band.</summary>
    public required RenalDoses Renal { get; init; }

    /// <summary>Dose limits that do not rest on the kidneys.</summary>
    public required DoseLimits Dose { get; init; }

    /// <summary>What counts as established and renewed, in days.</summary>
/// <param name="EstablishedDays">Running for so many days: established.</param>
/// <param name="RenewalDays">An identical running order at least so old is read as renewed by the draft.</param>
public sealed record TherapyWindows(int EstablishedDays, int RenewalDays)
{
    internal static TherapyWindows Read(PolicyFile file) => new(
        file.Whole("therapy.establishedDays", 7, 180),
        file.Whole("therapy.renewalDays", 1, 90));
}
