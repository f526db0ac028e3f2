using System.Collections.Immutable;
using FhirSafety.CdsHooks;

namespace FhirSafety;

/// <summary>A drug the check watches, with all it knows of it.</summary>
public sealed record MonitoredDrug
{
    /// <summary>Its ingredient's name, lower case.</summary>
    public required string Name { get; init; }

    /// <summary>The CDS Hooks services that watch it, one entry a hook.</summary>
    public required ImmutableArray<ServiceDescription> Services { get; init; }
}
