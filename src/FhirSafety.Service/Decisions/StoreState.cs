namespace FhirSafety.Service.Decisions;

/// <summary>How the store is, for operators and for those who would wait for it.</summary>
/// <param name="Fault">What is wrong, as <see cref="IDecisionDatabase.Describe"/> says it; <c>starting</c> before the first try; null when it works.</param>
internal sealed record StoreState(string? Fault)
{
    public bool IsUp => Fault is null;
}
