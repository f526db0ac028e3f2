using FhirSafety.CdsHooks;
using FhirSafety.Service.Hooks;
using FhirSafety.Service.Operations;
using Microsoft.AspNetCore.Authentication;

namespace FhirSafety.Service.Clients;

/// <summary>Lets clients in. The only place that knows the order of the checks.</summary>
/// <remarks>
/// What costs little goes first and what changes something goes last: a token whose claims do not fit starts no fetch of keys, and
/// one that is not signed uses up no <c>jti</c>.
/// </remarks>
internal sealed class ClientGate(
    ClientRegistry clients, ClientKeyring keyring, AccessSettings access, IReplayStore used, TimeProvider time, ILogger<ClientGate> logger)
{
    private const string Feedback = "/feedback";

    private static readonly Refusal CannotTell = new(
        StatusCodes.Status503ServiceUnavailable, RefusalCodes.Unavailable, "Whether the token was used before cannot be told now. Nothing was checked: call again with a new token.");

    /// <summary>Passes the call on with its <see cref="Caller"/>, or refuses it.</summary>
    public async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        await (await FaultOfAsync(context) is { } fault ? RefuseAsync(context, fault) : next(context));
    }

    /// <summary>A bare 401: the reason goes to the log only. A store that cannot be asked is our fault, and says so.</summary>
    public static Task RefuseAsync(HttpContext context, TokenFault fault)
    {
        context.Features.Set(new Denial(fault));
        if (fault == TokenFault.ReplayStoreSilent)
        {
            context.Response.Headers.RetryAfter = "5";
            return Answer.RefuseAsync(context, CannotTell);
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }

    /// <summary>Checks the call's token; null when it is good, and then the call has its <see cref="Caller"/>.</summary>
    public async Task<TokenFault?> FaultOfAsync(HttpContext context)
    {
        if (BearerToken.Of(context.Request, out TokenFault fault) is not { } text
            || PresentedToken.Read(text, out fault) is not { } token)
        {
            return fault;
        }

        if (clients.Find(token.Issuer, token.Tenant) is not { } client)
        {
            return clients.Knows(token.Issuer) ? TokenFault.UnlistedTenant : TokenFault.UnknownIssuer;
        }

        context.Features.Set(new Claimant(client));
        if (token.FaultFor(client, audience => IsHere(audience, context.Request.Path), time.GetUtcNow()) is { } claim)
        {
            return claim;
        }

        ClientKeys keys = keyring.Of(client);
        if (!await keys.HasAsync(token.KeyId, token.Algorithm, context.RequestAborted))
        {
            return keys.HasAny ? TokenFault.UnknownKey : TokenFault.KeysUnavailable;
        }

        if (!(await context.AuthenticateAsync(ClientSchemes.Chooser)).Succeeded)
        {
            return TokenFault.Signature;
        }

        switch (await used.UseAsync(IReplayStore.KeyOf(token), token.End))
        {
            case TokenUse.First:
                context.Features.Set(new Caller(client, token.Tenant));
                return null;
            case TokenUse.Repeated:
                return TokenFault.Replayed;
            default:
                logger.ReplayStoreSilent();
                return TokenFault.ReplayStoreSilent;
        }
    }

    /// <summary>Whether a token is for the endpoint called, by the configured address: the Host header is the caller's to choose.</summary>
    private bool IsHere(string audience, PathString called)
    {
        ReadOnlySpan<char> path = called.Value.AsSpan().TrimEnd('/');
        return IsAt(audience, path)
            || (path.EndsWith(Feedback, StringComparison.Ordinal) && IsAt(audience, path[..^Feedback.Length]));
    }

    private bool IsAt(string audience, ReadOnlySpan<char> path) =>
        audience.StartsWith(access.PublicBaseUrl, StringComparison.Ordinal)
        && path.SequenceEqual(audience.AsSpan(access.PublicBaseUrl.Length));
}

/// <summary>The client a token claims to be of, before it is verified.</summary>
internal sealed record Claimant(Client Client);

/// <summary>Why a call was not let in.</summary>
internal sealed record Denial(TokenFault Fault);
