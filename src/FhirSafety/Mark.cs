namespace FhirSafety;

/// <summary>A coding by which a resource is known for ours, such as the plan of a taper.</summary>
/// <param name="System">The URI of its system.</param>
/// <param name="Code">The code.</param>
public sealed record Mark(string System, string Code);
