using Microsoft.Extensions.Primitives;

namespace FhirSafety.Service.Clients;

/// <summary>What a request's Authorization header holds.</summary>
internal static class BearerToken
{
    private const string Scheme = "Bearer ";

    /// <summary>The token; null with the reason. Several headers have no single meaning and hold none.</summary>
    public static string? Of(HttpRequest request, out TokenFault fault)
    {
        StringValues headers = request.Headers.Authorization;
        fault = headers.Count == 0 ? TokenFault.NoToken : TokenFault.NoBearer;
        return headers is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim(' ')
            : null;
    }
}
