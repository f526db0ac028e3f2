using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace FhirSafety.Service.Operations;

/// <summary>Pages for operators only: they ask for <c>Operator:Token</c> as a bearer token; in Development loopback is enough.</summary>
/// <remarks>Loopback is not enough elsewhere: behind a proxy on the same machine every call looks local.</remarks>
internal sealed class OperatorAccess
{
    private const string Key = "Operator:Token";
    private const string Bearer = "Bearer ";
    private const int ShortestToken = 32;

    private readonly byte[]? _token;
    private readonly bool _loopbackIsEnough;

    /// <exception cref="StartRefusedException">The token is too short.</exception>
    public OperatorAccess(IConfiguration configuration, IHostEnvironment environment)
    {
        _loopbackIsEnough = environment.IsDevelopment();
        if (configuration.Text(Key) is { } token)
        {
            _token = token.Length >= ShortestToken
                ? SHA256.HashData(Encoding.UTF8.GetBytes(token))
                : throw new StartRefusedException($"{Key} is too short. Give at least {ShortestToken} characters.");
        }
    }

    /// <summary>Whether an operator asks.</summary>
    public bool Allows(HttpContext context) =>
        (_loopbackIsEnough && context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address))
        || (_token is not null && context.Request.Headers.Authorization.ToString() is { } sent
            && sent.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(_token, SHA256.HashData(Encoding.UTF8.GetBytes(sent[Bearer.Length..].Trim()))));
}

/// <summary>Keeps endpoints for operators.</summary>
internal static class OperatorEndpoints
{
    /// <summary>Others get 401 without a body or a reason.</summary>
    public static TBuilder RequireOperator<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(one =>
        {
            RequestDelegate inner = one.RequestDelegate!;
            one.RequestDelegate = context =>
            {
                if (context.RequestServices.GetRequiredService<OperatorAccess>().Allows(context))
                {
                    return inner(context);
                }

                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return Task.CompletedTask;
            };
        });
        return endpoint;
    }
}
