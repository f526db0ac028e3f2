namespace FhirSafety.Reading;

/// <summary>Something in the data that could not be used. Goes into the trace; what mattered becomes a visible finding too.</summary>
/// <param name="Code">A stable code of this type's constants.</param>
/// <param name="Source">The resource, as <c>Type/id</c>; null without an id.</param>
public sealed record ReadingProblem(string Code, string? Source)
{
    /// <summary>A unit outside the closed table.</summary>
    public const string UnitNotUnderstood = "READ101";

    /// <summary>A value outside what is plausible for its kind.</summary>
    public const string Implausible = "READ102";

    /// <summary>A result dated more than a day ahead.</summary>
    public const string DatedAhead = "READ103";

    /// <summary>A result without a date that can be read.</summary>
    public const string NoDate = "READ104";

    /// <summary>A result whose value is no number (text, a range, a wrong JSON type).</summary>
    public const string ValueNotReadable = "READ105";

    /// <summary>A birth date that cannot be read or cannot be true.</summary>
    public const string BirthDateNotReadable = "READ106";

    /// <summary>An order, a record of a drug or an allergy whose drug cannot be told: a reference that leads nowhere, no code, no text.</summary>
    public const string DrugNotTold = "READ107";

    /// <summary>A resource that could not be read at all.</summary>
    public const string ResourceNotReadable = "READ108";

    /// <summary>A coded answer that is not among the known ones, or several that contradict one another.</summary>
    public const string AnswerNotUnderstood = "READ109";
}
