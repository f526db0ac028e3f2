using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using FhirSafety.CdsHooks;
using FhirSafety.Service.Clients;
using FhirSafety.Service.Hooks;

namespace FhirSafety.Service.Operations;

/// <summary>Lets operators in.</summary>
/// <remarks>Only in Development is it enough to be on this machine: behind a proxy on the same host every call looks local.</remarks>
internal sealed class OperatorGate(AccessSettings access, IHostEnvironment environment, ClientGate? clients = null)
{
    private static readonly Refusal NotForClients = new(
        StatusCodes.Status403Forbidden, RefusalCodes.NotAllowed, "This page is for operators. Clients may call what GET /cds-services lists.");

    /// <summary>Passes the call on, or refuses it.</summary>
    public async Task PassAsync(HttpContext context, RequestDelegate next, bool orClient)
    {
        if (IsOperator(context))
        {
            context.Features.Set(new OperatorCaller());
            await next(context);
        }
        else if (clients is null)
        {
            await ClientGate.RefuseAsync(context, TokenFault.NotOperator);
        }
        else if (await clients.FaultOfAsync(context) is { } fault)
        {
            await ClientGate.RefuseAsync(context, fault);
        }
        else if (orClient)
        {
            await next(context);
        }
        else
        {
            context.Features.Set(new Denial(TokenFault.NotOperator));
            await Answer.RefuseAsync(context, NotForClients);
        }
    }

    /// <summary>Whether an operator asks; for pages that show operators more than others.</summary>
    public bool IsOperator(HttpContext context) =>
        (environment.IsDevelopment() && IsLocal(context.Connection.RemoteIpAddress))
        || (access.OperatorToken is { } token && BearerToken.Of(context.Request, out _) is { } shown && IsSame(token, shown));

    // Without an address the call did not come over a network.
    private static bool IsLocal(IPAddress? address) => address is null || IPAddress.IsLoopback(address);

    // Hashes are of one length, and comparing them takes the same time wherever they differ.
    private static bool IsSame(ImmutableArray<byte> token, string shown) =>
        CryptographicOperations.FixedTimeEquals(token.AsSpan(), SHA256.HashData(Encoding.UTF8.GetBytes(shown)));
}

/// <summary>Marks a call that an operator makes.</summary>
internal sealed record OperatorCaller;
