namespace FhirSafety.Clinical;

/// <summary>A fact about the patient with its date and source, or the reason it is missing.</summary>
/// <remarks>Never null: "not known" has to be handled where the fact is used, and its reason is told to the prescriber.</remarks>
public abstract record Known<T>
{
    private Known()
    {
    }

    /// <summary>The fact as it was found.</summary>
    /// <param name="Fact">What is known.</param>
    /// <param name="Date">The day the fact is of; null when the record gives none ("date not recorded").</param>
    /// <param name="Source">The resource it comes from, as <c>Type/id</c>; null when the resource has no id.</param>
    public sealed record Value(T Fact, DateOnly? Date = null, string? Source = null) : Known<T>;

    /// <summary>The fact is not known.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Missing(MissingReason Reason) : Known<T>;
}
