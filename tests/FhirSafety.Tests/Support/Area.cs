namespace FhirSafety.Tests.Support;

/// <summary>What a group of precautions adds to the tests that hold for all of them.</summary>
/// <param name="Policy">Its numbers: path, value, first word of the source, one entry a line.</param>
/// <param name="Calls">
/// Calls on which every one of its sentences is said, and of which, for each of its numbers, one has another outcome when that number
/// changes a little.
/// </param>
internal sealed record Area(string Policy, Func<IEnumerable<Call>> Calls)
{
    /// <summary>Every group of precautions beside the first ones on kidneys and dose.</summary>
    public static Area[] All { get; } =
    [
        RegimenArea.Area,
        ConditionArea.Area,
        PatientArea.Area,
        WithdrawalArea.Area,
        InteractionArea.Area,
    ];
}
