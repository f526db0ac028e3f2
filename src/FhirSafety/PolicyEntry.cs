namespace FhirSafety;

/// <summary>One number, window or indicator of a drug's policy, as in force here.</summary>
/// <param name="Path">Its name, such as <c>dose.maxDaily.adult</c>.</param>
/// <param name="Value">What is in force: the site's own where it set one.</param>
/// <param name="Default">What is shipped.</param>
/// <param name="Unit">The unit of both; empty for an indicator.</param>
/// <param name="Source">Where the default comes from.</param>
/// <param name="Confidence">label, guideline, study, seed or policy.</param>
public sealed record PolicyEntry(string Path, string Value, string Default, string Unit, string Source, string Confidence)
{
    /// <summary>Whether the site put its own value in place of the default.</summary>
    public bool IsChanged => Value != Default;
}
