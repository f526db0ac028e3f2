using FhirSafety.CdsHooks;
using FhirSafety.Service.Clients;

namespace FhirSafety.Service.Gathering;

/// <summary>Opens the data of a call.</summary>
internal sealed class FhirServers(FhirServerSettings settings, FhirHttp http, FhirServerPipelines pipelines, TimeProvider time)
{
    /// <summary>
    /// The data of one call; its budget runs from now, and only servers of the client are asked. The caller disposes of it once the
    /// answer is written.
    /// </summary>
    public FhirServerData DataOf(HookRequest request, Client client)
    {
        ReadBudget budget = new(client.TotalBudget ?? settings.TotalBudget, time);
        FhirReads? reads = request.FhirAuthorization is { } access && client.FhirServers.Allows(request.FhirServer, out AllowedServer? server)
            ? new FhirReads(server, access, request.PatientId, budget, settings, http, pipelines)
            : null;
        return new FhirServerData(reads, budget);
    }
}
