using System.Diagnostics.CodeAnalysis;
using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Gathering;

/// <summary>An address that means the same to everyone who reads it: to us, to the HTTP client and to whatever stands in between.</summary>
/// <remarks>
/// <see cref="Uri"/> mends what it parses (<c>\</c> to <c>/</c>, <c>..</c> resolved, <c>user@</c> accepted), so an address is judged
/// as it was written, before it is parsed. What could be read in two ways is refused, not mended.
/// </remarks>
internal sealed class FhirServerAddress
{
    private const int Longest = 8192;

    private readonly Uri _address;

    private FhirServerAddress(Uri address) => _address = address;

    /// <summary>Scheme, host and port.</summary>
    public string Authority => _address.GetLeftPart(UriPartial.Authority);

    /// <summary>Whether what is sent there is encrypted.</summary>
    public bool IsHttps => _address.Scheme == Uri.UriSchemeHttps;

    /// <summary>Whether it is on this machine.</summary>
    public bool IsLoopback => Addresses.IsLoopbackHost(_address.DnsSafeHost);

    private string Path => _address.AbsolutePath.TrimEnd('/');

    /// <summary>Reads the base address of a server: http or https, without user, query or fragment.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out FhirServerAddress? server)
    {
        server = Parse(text) is { Query.Length: 0 } address ? new FhirServerAddress(address) : null;
        return server is not null;
    }

    /// <summary>Whether another server's address lies at or under this one.</summary>
    public bool Covers(FhirServerAddress other) => Covers(other._address);

    /// <summary>The address of a search, a read or a next page, relative or absolute; null unless it lies under this server.</summary>
    public Uri? Find(string link)
    {
        string absolute = link.Contains("://", StringComparison.Ordinal) && !link.StartsWith('/') && !IsQueryBefore(link) ? link
            : link.StartsWith('/') ? Authority + link
            : $"{Authority}{Path}/{link}";
        return Parse(absolute) is { } address && Covers(address) ? address : null;
    }

    // A code system's address may stand in the query of a relative search.
    private static bool IsQueryBefore(string link) =>
        link.IndexOf('?', StringComparison.Ordinal) is >= 0 and int query && query < link.IndexOf("://", StringComparison.Ordinal);

    private bool Covers(Uri other) =>
        _address.Scheme == other.Scheme
        && _address.IdnHost.Equals(other.IdnHost, StringComparison.OrdinalIgnoreCase)
        && _address.Port == other.Port
        && (other.AbsolutePath + "/").StartsWith(Path + "/", StringComparison.Ordinal);

    /// <summary>The address without a closing slash.</summary>
    public override string ToString() => Authority + Path;

    private static Uri? Parse(string? text)
    {
        if (text is not { Length: > 0 and <= Longest } || text.Any(c => c is <= ' ' or > '~' or '\\' or '#'))
        {
            return null;
        }

        string rest = text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? text["https://".Length..]
            : text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? text["http://".Length..]
            : "";
        int end = rest.IndexOfAny(['/', '?']);
        string authority = end < 0 ? rest : rest[..end];
        string path = end < 0 ? "" : rest[end..].Split('?', 2)[0];
        return authority.Length > 0 && !authority.Contains('@', StringComparison.Ordinal) && IsPlain(path)
            && Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
            ? address
            : null;
    }

    // Some servers and proxies decode before they resolve dots, some cut a segment at a semicolon.
    private static bool IsPlain(string path)
    {
        string decoded = Uri.UnescapeDataString(path);
        return !decoded.Any(c => c is '%' or '\\' or <= ' ' or > '~')
            && decoded.Count(c => c == '/') == path.Count(c => c == '/')
            && !decoded.Split('/').Any(segment => segment.Split(';')[0] is "." or "..");
    }
}
