namespace FhirSafety.Service.Operations;

/// <summary>Who calls.</summary>
/// <param name="Client">The client's configured name.</param>
/// <param name="Tenant">The tenant its token names; empty for none.</param>
internal sealed record Caller(string Client, string Tenant)
{
    private static readonly Caller Development = new("development", "");

    /// <summary>The client of a call. Until clients are authenticated every call belongs to the built-in one.</summary>
    public static Caller Of(HttpContext _) => Development;
}
