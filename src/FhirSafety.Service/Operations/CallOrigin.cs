namespace FhirSafety.Service.Operations;

/// <summary>Where a call comes from, as far as it is remembered: a card belongs to it.</summary>
/// <param name="Client">The client's configured name.</param>
/// <param name="Tenant">The tenant its token names; empty for none.</param>
internal sealed record CallOrigin(string Client, string Tenant)
{
    private static readonly CallOrigin Development = new("development", "");

    /// <summary>The client of a call. Until clients are authenticated every call belongs to the built-in one: the only place that says so.</summary>
    public static CallOrigin Of(HttpContext _) => Development;
}
