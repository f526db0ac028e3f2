using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FhirSafety.Service.Clients;

/// <summary>JwtBearer, which verifies signatures: a scheme for each client, and one in front that chooses among them.</summary>
internal static class ClientSchemes
{
    /// <summary>The scheme that chooses by the client an unverified token claims to be of.</summary>
    public const string Chooser = "clients";

    private const string SchemePrefix = "client:";

    public static void AddClientSchemes(this IServiceCollection services, ClientRegistry clients)
    {
        // AddAuthentication would bring Data Protection, which writes key files at the start, and read schemes from configuration.
        services.AddAuthenticationCore().AddWebEncoders().AddSingleton<IAuthenticationConfigurationProvider, NoSchemesInConfiguration>();
        AuthenticationBuilder authentication = new AuthenticationBuilder(services)
            .AddPolicyScheme(Chooser, displayName: null, scheme => scheme.ForwardDefaultSelector =
                context => SchemePrefix + context.Features.Get<Claimant>()!.Client.Name);
        foreach (Client client in clients.All)
        {
            authentication.AddJwtBearer(SchemePrefix + client.Name, _ => { });
            services.AddOptions<JwtBearerOptions>(SchemePrefix + client.Name)
                .Configure<ClientKeyring>((scheme, keyring) => Configure(scheme, client, keyring.Of(client)));
        }
    }

    [SuppressMessage("Security", "CA5404", Justification = "Audience and lifetime are held against the endpoint and TimeProvider before: PresentedToken.")]
    private static void Configure(JwtBearerOptions scheme, Client client, ClientKeys keys)
    {
        scheme.MapInboundClaims = false;
        scheme.SaveToken = false;
        scheme.IncludeErrorDetails = false;
        scheme.TokenValidationParameters = new TokenValidationParameters
        {
            RequireSignedTokens = true,
            ValidAlgorithms = client.Algorithms,
            ValidIssuer = client.Issuer,
            ValidateAudience = false,
            ValidateLifetime = false,

            // Only the key the token names, and never one it brings along.
            TryAllIssuerSigningKeys = false,
            IssuerSigningKeyResolver = (_, token, id, _) => keys.Find(id, ((JsonWebToken)token).Alg),
        };
    }

    private sealed class NoSchemesInConfiguration : IAuthenticationConfigurationProvider
    {
        public IConfiguration AuthenticationConfiguration { get; } = new ConfigurationBuilder().Build();
    }
}
