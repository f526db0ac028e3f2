using System.Security.Cryptography;

namespace FhirSafety.Service.Operations;

/// <summary>Keeps a service from being open by accident, and from sending or taking patient data in the clear.</summary>
internal static class StartGuard
{
    /// <summary>Refuses the start when the service would be open to those it should not be open to.</summary>
    /// <exception cref="StartRefusedException">It would.</exception>
    public static AccessSettings Check(IHostEnvironment environment, IConfiguration configuration)
    {
        KnownSettings.Check(configuration);
        if (!environment.IsDevelopment())
        {
            RefuseDevelopmentSwitches(environment, configuration);
        }

        if (AccessSettings.IsRequired(environment, configuration) && !configuration.GetSection("Clients").GetChildren().Any())
        {
            throw new StartRefusedException(
                "Clients is empty, and calls must be authenticated: nobody could call. Register an EHR (Clients:0:Name, Issuer, JwksUri and so on; see "
                + "cds-hooks/README.md), or set ASPNETCORE_ENVIRONMENT=Development on a machine that holds no patient data.");
        }

        AccessSettings access = AccessSettings.Read(environment, configuration);
        foreach ((string key, string address) in Addresses.Given(configuration))
        {
            if (!Addresses.IsLoopback(address))
            {
                RefuseOpen(key, address, access);
            }

            // In Development the .NET developer certificate will do.
            if (IsHttps(address) && !environment.IsDevelopment() && !HasCertificate(key, configuration))
            {
                throw new StartRefusedException(
                    $"{key} names {address}, and there is no certificate. Give Kestrel:Certificates:Default:Path and :Password, or :Path and :KeyPath of PEM files.");
            }
        }

        return access;
    }

    private static void RefuseDevelopmentSwitches(IHostEnvironment environment, IConfiguration configuration)
    {
        if (configuration.Switch(SiteSettings.InsecureLoopbackKey))
        {
            throw new StartRefusedException(
                $"{SiteSettings.InsecureLoopbackKey} is true, which sends access tokens unencrypted, and "
                + $"ASPNETCORE_ENVIRONMENT is {environment.EnvironmentName}. Remove {SiteSettings.InsecureLoopbackKey}: it is for Development only.");
        }

        if (!AccessSettings.IsRequired(environment, configuration))
        {
            throw new StartRefusedException(
                $"{AccessSettings.RequiredKey} is false, which lets everyone call, and "
                + $"ASPNETCORE_ENVIRONMENT is {environment.EnvironmentName}. Remove {AccessSettings.RequiredKey}: false is for Development only.");
        }
    }

    private static void RefuseOpen(string key, string address, AccessSettings access)
    {
        if (!access.Required)
        {
            throw new StartRefusedException(
                $"{key} names {address}, which is not a loopback address, and calls are not authenticated. "
                + $"Listen on this machine only: {Remedy(key)}; or set {AccessSettings.RequiredKey} to true and register clients.");
        }

        if (!IsHttps(address) && !access.TlsEndsInFront)
        {
            throw new StartRefusedException(
                $"{key} names {address}, which is plain http beyond this machine. Give an https address and a certificate (Kestrel:Certificates:Default), "
                + $"or set {AccessSettings.EndsInFrontKey} to true when a proxy in front ends TLS.");
        }
    }

    private static bool IsHttps(string address) => address.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    private static bool HasCertificate(string key, IConfiguration configuration) =>
        configuration.GetSection("Kestrel:Certificates:Default").Exists()
        || (key.EndsWith(":Url", StringComparison.Ordinal)
            && (configuration.GetSection(key[..^":Url".Length] + ":Certificate").Exists() || configuration.GetSection(key[..^":Url".Length] + ":Sni").Exists()));

    /// <summary>Whether the message alone tells what to put right: a broken setting, file or certificate, or an address in use.</summary>
    public static bool Explains(Exception fault) => fault is StartRefusedException or InvalidDataException or IOException or CryptographicException;

    private static string Remedy(string key) =>
        key.EndsWith("_PORTS", StringComparison.Ordinal)
            ? $"unset {key} (and ASPNETCORE_{key}), or set urls to {Addresses.Default}, which goes first"
            : $"set {key} to {Addresses.Default}";
}
