namespace FhirSafety.Service.Operations;

/// <summary>Keeps a service that anyone may call from being reachable by anyone.</summary>
/// <remarks>Until clients are authenticated it serves only its own machine, and only in Development.</remarks>
internal static class StartGuard
{
    /// <summary>Refuses the start when the service would be open to others.</summary>
    /// <exception cref="StartRefusedException">It would.</exception>
    public static void Check(IHostEnvironment environment, IConfiguration configuration)
    {
        if (!environment.IsDevelopment())
        {
            if (configuration.Switch(SiteSettings.InsecureLoopbackKey))
            {
                throw new StartRefusedException(
                    $"{SiteSettings.InsecureLoopbackKey} is true, which sends access tokens unencrypted, and "
                    + $"ASPNETCORE_ENVIRONMENT is {environment.EnvironmentName}. Remove {SiteSettings.InsecureLoopbackKey}: it is for Development only.");
            }

            throw new StartRefusedException(
                $"ASPNETCORE_ENVIRONMENT is {environment.EnvironmentName}, and calls are not authenticated yet. "
                + "Set ASPNETCORE_ENVIRONMENT=Development, on a machine that holds no patient data.");
        }

        foreach ((string key, string address) in Addresses.Given(configuration))
        {
            if (!Addresses.IsLoopback(address))
            {
                throw new StartRefusedException(
                    $"{key} names {address}, which is not a loopback address, and calls are not authenticated yet. "
                    + $"Listen on this machine only: {Remedy(key)}.");
            }
        }
    }

    /// <summary>Whether the message alone tells what to put right: a broken setting or file, or an address in use.</summary>
    public static bool Explains(Exception fault) => fault is StartRefusedException or InvalidDataException or IOException;

    private static string Remedy(string key) =>
        key.EndsWith("_PORTS", StringComparison.Ordinal)
            ? $"unset {key} (and ASPNETCORE_{key}), or set urls to {Addresses.Default}, which goes first"
            : $"set {key} to {Addresses.Default}";
}
