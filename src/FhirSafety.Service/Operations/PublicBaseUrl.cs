using FhirSafety.Service.Hooks;

namespace FhirSafety.Service.Operations;

/// <summary>Under which address clients reach this service. Behind a proxy it cannot be known from requests, and the Host header is the caller's.</summary>
internal static class PublicBaseUrl
{
    public const string Key = "PublicBaseUrl";

    /// <exception cref="StartRefusedException">It cannot be used.</exception>
    public static Uri? Read(IConfiguration configuration, bool isDevelopment)
    {
        if (configuration.Text(Key) is not { } text)
        {
            return isDevelopment ? Listening(configuration) : null;
        }

        bool usable = Uri.TryCreate(text, UriKind.Absolute, out Uri? url)
            && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && isDevelopment && Addresses.IsLoopbackHost(url.DnsSafeHost)))
            && url.UserInfo.Length == 0
            && url.Query.Length == 0
            && url.Fragment.Length == 0
            && !text.Contains('?', StringComparison.Ordinal)
            && !text.Contains('#', StringComparison.Ordinal);
        if (!usable)
        {
            throw new StartRefusedException(
                $"{Key} is {text}. Give the https address under which clients reach this service, such as https://cds.example.org, without user, query or fragment; http only in Development, on this machine.");
        }

        Uri read = WithoutLastSlash(url!);
        string written = read.AbsoluteUri.TrimEnd('/');
        if (written.EndsWith(HookRoutes.Root, StringComparison.Ordinal))
        {
            throw new StartRefusedException($"{Key} is {text}. Give the address without {HookRoutes.Root}: paths are put behind it.");
        }

        // Audiences are compared letter by letter, and a client is told this text.
        return text.TrimEnd('/') == written ? read : throw new StartRefusedException($"{Key} is {text}. Write it as {written}.");
    }

    // Port 0 is any free one, known only once the port is open.
    private static Uri? Listening(IConfiguration configuration) =>
        Uri.TryCreate(Addresses.Given(configuration).Select(one => one.Address).FirstOrDefault() ?? Addresses.Default, UriKind.Absolute, out Uri? url) && url.Port != 0
            ? WithoutLastSlash(url)
            : null;

    private static Uri WithoutLastSlash(Uri url) => new(url.AbsoluteUri.TrimEnd('/'));
}
