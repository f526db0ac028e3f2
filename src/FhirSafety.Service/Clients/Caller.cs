namespace FhirSafety.Service.Clients;

/// <summary>Whom a call comes from, once its token has been checked.</summary>
/// <param name="Client">The client.</param>
/// <param name="Tenant">The hospital among those that share the client's issuer; null when the token names none.</param>
internal sealed record Caller(Client Client, string? Tenant);
