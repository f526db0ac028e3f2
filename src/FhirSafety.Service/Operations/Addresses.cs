using System.Net;

namespace FhirSafety.Service.Operations;

/// <summary>Where the service listens.</summary>
internal static class Addresses
{
    /// <summary>Used when no address is given.</summary>
    public const string Default = "http://127.0.0.1:5080";

    private const string Urls = "urls";

    /// <summary>Listens on <see cref="Default"/> unless an address is given.</summary>
    /// <remarks>In code, because appsettings and launchSettings would both beat <c>ASPNETCORE_URLS</c>.</remarks>
    public static void ListenOnLoopback(this WebApplicationBuilder builder)
    {
        if (!Given(builder.Configuration).Any())
        {
            builder.WebHost.UseUrls(Default);
        }
    }

    /// <summary>Every address the configuration names, with its key.</summary>
    public static IEnumerable<(string Key, string Address)> Given(IConfiguration configuration)
    {
        foreach (IConfigurationSection endpoint in configuration.GetSection("Kestrel:Endpoints").GetChildren())
        {
            yield return ($"{endpoint.Path}:Url", endpoint["Url"] ?? "no address");
        }

        if (Listed(configuration, Urls) is { Length: > 0 } urls)
        {
            foreach (string url in urls)
            {
                yield return (Urls, url);
            }

            // ASP.NET leaves the ports alone once it has addresses.
            yield break;
        }

        foreach (string scheme in (string[])["http", "https"])
        {
            string key = $"{scheme}_ports".ToUpperInvariant();
            foreach (string port in Listed(configuration, key))
            {
                yield return (key, $"{scheme}://*:{port}");
            }
        }
    }

    /// <summary>Whether only programs on this machine can reach the address.</summary>
    public static bool IsLoopback(string address)
    {
        try
        {
            return IsLoopbackHost(BindingAddress.Parse(address).Host);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>Whether a host is this machine's own; other names are not looked up, because they can change.</summary>
    public static bool IsLoopbackHost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));

    private static string[] Listed(IConfiguration configuration, string key) =>
        configuration[key]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
