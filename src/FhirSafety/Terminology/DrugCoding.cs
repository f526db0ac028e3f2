namespace FhirSafety.Terminology;

/// <summary>One coding of a medicine, as the patient's data have it.</summary>
/// <param name="System">The code system's URI.</param>
/// <param name="Code">The code.</param>
/// <param name="Display">What the sender says the code means.</param>
public readonly record struct DrugCoding(string? System, string? Code, string? Display);
