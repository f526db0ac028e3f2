using System.Collections.Frozen;
using FhirSafety.Cards;
using FhirSafety.CdsHooks;
using FhirSafety.Service.Clients;

namespace FhirSafety.Service.Hooks;

/// <summary>The check each client gets: with its own numbers where it has some, and in its dialect.</summary>
/// <param name="site">The check with the site's numbers.</param>
/// <param name="own">Checks of clients with numbers of their own, by the client's name.</param>
internal sealed class ClientChecks(SafetyCheck site, FrozenDictionary<string, SafetyCheck> own)
{
    // By this system Epic takes an item of the site's own list in place of a dose (conformance sheet, 12.1).
    private const string PreferenceList = "urn:com.epic.cdshooks.action.code.system.preference-list-item";

    private readonly Dialects _dialects = new(site.Drug.Words, site.Drug.OrderCodes
        .Where(entry => entry.Value.System == PreferenceList)
        .ToFrozenDictionary(entry => entry.Key, entry => entry.Value.Code, StringComparer.OrdinalIgnoreCase));

    /// <summary>The check of a client.</summary>
    public SafetyCheck Of(Client client) => own.GetValueOrDefault(client.Name, site);

    /// <summary>An answer as a client understands it.</summary>
    public HookResponse Speak(HookResponse standard, Client client) => _dialects.Speak(standard, client.Dialect);
}
