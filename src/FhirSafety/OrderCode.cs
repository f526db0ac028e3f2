namespace FhirSafety;

/// <summary>The code by which a site orders a service.</summary>
/// <param name="System">The code system's URI.</param>
/// <param name="Code">The code.</param>
/// <param name="Display">What the system calls it.</param>
public sealed record OrderCode(string System, string Code, string Display);
