using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FhirSafety.Cards;
using FhirSafety.Service.Gathering;
using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Clients;

/// <summary>Reads the clients from the configuration. What cannot be used stops the start, naming the key.</summary>
internal static partial class ClientReader
{
    private const string Section = "Clients";

    private static readonly string[] Keys =
    [
        "Name", "Issuer", "JwksUri", "Jwks", "Algorithms", "Audiences", "Tenants", "FhirServers", "TotalBudget", "MedicationList",
        "Origins", "Dialect", "Trace", "Policy",
    ];

    /// <summary>The algorithms CDS Hooks recommends.</summary>
    public static ImmutableArray<string> RecommendedAlgorithms { get; } = ["ES384", "RS384"];

    private static ImmutableArray<string> KnownAlgorithms { get; } = [.. RecommendedAlgorithms, "ES256", "RS256"];

    /// <summary>Reads all clients.</summary>
    /// <exception cref="StartRefusedException">One cannot be used, or two cannot be told apart.</exception>
    public static ImmutableArray<Client> Read(IConfiguration configuration, bool allowInsecureLoopback)
    {
        ImmutableArray<Client> clients =
            [.. configuration.GetSection(Section).GetChildren().Select(section => Read(configuration, section, allowInsecureLoopback))];
        RefuseTwins(clients);
        return clients;
    }

    private static Client Read(IConfiguration configuration, IConfigurationSection section, bool allowInsecureLoopback)
    {
        string path = section.Path;
        if (section.GetChildren().FirstOrDefault(child => !Keys.Contains(child.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw new StartRefusedException($"{unknown.Path} is no setting of a client. There are {string.Join(", ", Keys)}.");
        }

        Uri? keyAddress = ReadJwksUri(configuration, path, allowInsecureLoopback);
        KeySet keys = ReadJwks(configuration.GetSection($"{path}:Jwks"));
        if (keyAddress is null == keys.IsEmpty)
        {
            throw new StartRefusedException($"{path}:JwksUri and {path}:Jwks: give one of the two. JwksUri is where the client publishes its keys, Jwks the keys themselves.");
        }

        ImmutableArray<string> algorithms =
            List(configuration, $"{path}:Algorithms", KnownAlgorithms.Contains, $"one of {string.Join(", ", KnownAlgorithms)}") is { IsEmpty: false } chosen
                ? chosen
                : RecommendedAlgorithms;
        if (!keys.IsEmpty && !keys.Fits(algorithms))
        {
            throw new StartRefusedException(
                $"{path}:Jwks holds no key for {string.Join(" or ", algorithms)}, so that every token would be refused. Give the key, or name its algorithm in {path}:Algorithms.");
        }

        return new Client
        {
            Name = Required(configuration, $"{path}:Name", name => NameForm().IsMatch(name), "1 to 64 of a-z, 0-9 and hyphen"),
            Issuer = Required(configuration, $"{path}:Issuer", IsUri, "the iss of the client's tokens, a URI"),
            JwksUri = keyAddress,
            Jwks = keys,
            Algorithms = algorithms,
            Audiences = List(configuration, $"{path}:Audiences", IsUri, "an aud of the client's tokens, a URI"),
            Tenants = List(configuration, $"{path}:Tenants", _ => true, "a tenant"),
            FhirServers = new FhirServerAllowList(
                List(configuration, $"{path}:FhirServers", _ => true, ""), allowInsecureLoopback, $"{path}:FhirServers"),
            TotalBudget = FhirServerSettings.ReadBudgetOfClient(configuration, $"{path}:TotalBudget"),
            NeverSendsMedications = Choice(configuration, $"{path}:MedicationList", ("never", true)),
            Origins = List(configuration, $"{path}:Origins", IsOrigin, "an origin, https://host or https://host:port, without a path"),
            Dialect = Choice(configuration, $"{path}:Dialect", ("standard", Dialect.Standard), ("epic", Dialect.Epic), ("cds-hooks-1.0", Dialect.CdsHooks10)),
            MayTrace = configuration.Switch($"{path}:Trace"),
            Policy = configuration.Flat($"{path}:Policy").ToImmutableDictionary(StringComparer.OrdinalIgnoreCase),
        };
    }

    private static void RefuseTwins(ImmutableArray<Client> clients)
    {
        if (clients.CountBy(client => client.Name, StringComparer.Ordinal).FirstOrDefault(name => name.Value > 1) is { Key: { } twice })
        {
            throw new StartRefusedException($"{Section}: two clients have the Name {twice}. Give each its own: it is what logs call it.");
        }

        foreach (((string issuer, string? tenant), int count) in clients.SelectMany(ClientRegistry.KeysOf).CountBy(pair => pair.Key))
        {
            if (count > 1)
            {
                throw new StartRefusedException(
                    $"{Section}: two clients have the Issuer {issuer} and {(tenant is null ? "no Tenants" : $"the tenant {tenant}")}, and a token could be of either. List each tenant with one client only.");
            }
        }
    }

    private static Uri? ReadJwksUri(IConfiguration configuration, string path, bool allowInsecureLoopback)
    {
        string key = $"{path}:JwksUri";
        if (configuration.Text(key) is not { } text)
        {
            return null;
        }

        return FhirServerAddress.TryParse(text.Split('?', 2)[0], out FhirServerAddress? address)
            && (address.IsHttps || (allowInsecureLoopback && address.IsLoopback)) && Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
            ? uri
            : throw new StartRefusedException($"{key} is {text}. Give an https address without user or fragment.");
    }

    private static KeySet ReadJwks(IConfigurationSection section)
    {
        if (!section.Exists())
        {
            return KeySet.Empty;
        }

        try
        {
            // Either the JSON as one text, or the JSON as part of a settings file.
            KeySet keys = KeySet.Parse(section.Value ?? new JsonObject
            {
                ["keys"] = new JsonArray([.. section.GetSection("keys").GetChildren().Select(key =>
                    new JsonObject(key.GetChildren().Select(member => KeyValuePair.Create(member.Key, Json(member)))))]),
            }.ToJsonString());
            return keys.HoldsPrivateKey ? throw PrivateKey(section.Path)
                : keys.IsEmpty ? throw NoKeys(section.Path)
                : keys;
        }
        catch (ArgumentException fault)
        {
            throw NoKeys(section.Path, fault);
        }
    }

    // A member of a key is a text, or a list of texts such as key_ops.
    private static JsonNode? Json(IConfigurationSection member) =>
        member.Value is { } text ? text : new JsonArray([.. member.GetChildren().Select(entry => (JsonNode?)entry.Value)]);

    private static StartRefusedException PrivateKey(string key) =>
        new($"{key} holds a private key. Give the public key alone (for RSA n and e, for EC x and y), and have the client make a new pair: a key that was passed on is no secret.");

    private static StartRefusedException NoKeys(string key, ArgumentException? fault = null) =>
        new($"{key} holds no usable public key. Give a JWK Set whose keys have a kid: RSA of 2048 bits or more, EC P-384 or P-256.", fault!);

    private static string Required(IConfiguration configuration, string key, Func<string, bool> isGood, string what) =>
        configuration.Text(key) is { } text && isGood(text)
            ? text
            : throw new StartRefusedException($"{key} is {configuration.Text(key) ?? "missing"}. Give {what}.");

    /// <summary>A list as settings files have it, or a single value.</summary>
    private static ImmutableArray<string> List(IConfiguration configuration, string key, Func<string, bool> isGood, string what)
    {
        IConfigurationSection section = configuration.GetSection(key);
        IConfigurationSection[] entries = [.. section.GetChildren().DefaultIfEmpty(section)];
        if (section.GetChildren().SelectMany(entry => entry.GetChildren()).FirstOrDefault() is { } deeper)
        {
            throw new StartRefusedException($"{deeper.Path} is no setting of a client. Give {key} as a list of texts: {key}:0, {key}:1 and so on.");
        }

        return
        [
            .. entries.Where(entry => !string.IsNullOrWhiteSpace(entry.Value)).Select(entry => isGood(entry.Value!)
                ? entry.Value!
                : throw new StartRefusedException($"{entry.Path} is {entry.Value}. Give {what}.")),
        ];
    }

    private static T Choice<T>(IConfiguration configuration, string key, params (string Word, T Value)[] choices)
        where T : struct
    {
        if (configuration.Text(key) is not { } text)
        {
            return default;
        }

        (string word, T value) = choices.FirstOrDefault(choice => choice.Word == text);
        return word is not null
            ? value
            : throw new StartRefusedException($"{key} is {text}. Give {string.Join(" or ", choices.Select(choice => choice.Word))}, or leave it out.");
    }

    private static bool IsUri(string text) => Uri.TryCreate(text, UriKind.Absolute, out _) && text.All(c => c is > ' ' and <= '~');

    // A browser sends scheme, host and port, lower case, the usual port left out.
    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? page)
        && text == page.GetLeftPart(UriPartial.Authority)
        && page.UserInfo.Length == 0
        && (page.Scheme == Uri.UriSchemeHttps || BrowserOrigins.IsLocal(text));

    [GeneratedRegex("^[a-z0-9-]{1,64}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NameForm();
}
