using FhirSafety.Service.Clients;

namespace FhirSafety.Service.Operations;

/// <summary>Where a call comes from, as far as it is remembered: a card belongs to it.</summary>
/// <param name="Client">The client's configured name.</param>
/// <param name="Tenant">The tenant its token names; empty for none.</param>
internal sealed record CallOrigin(string Client, string Tenant)
{
    /// <summary>The origin of a call that was let in.</summary>
    public static CallOrigin Of(Caller caller) => new(caller.Client.Name, caller.Tenant ?? "");
}
