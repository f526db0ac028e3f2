using System.Collections.Immutable;
using System.Text.Json;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Reading;

namespace FhirSafety.Service.Gathering;

/// <summary>What came with one call and, for what is still missing, the FHIR server the call gives access to.</summary>
/// <param name="reads">The server; null when the call gives no access, or to a server that may not be read.</param>
/// <param name="budget">The time for all reads.</param>
internal sealed class FhirServerData(FhirReads? reads, ReadBudget budget) : IGatherer, IDisposable
{
    // Keeps the address of one search within what servers take.
    private const int MedicationsInOneSearch = 50;

    private static readonly ImmutableArray<string> MedicationType = ["Medication"];

    private static readonly RequestData Request = new();

    public ValueTask<ImmutableDictionary<Need, NeedData>> GatherAsync(
        HookRequest request, IReadOnlyCollection<Need> needs, Needs table, CancellationToken cancellationToken) => reads is null
        ? Request.GatherAsync(request, needs, table, cancellationToken)
        : GatherAsync(reads, request, needs, table, cancellationToken);

    private static async ValueTask<ImmutableDictionary<Need, NeedData>> GatherAsync(
        FhirReads reads, HookRequest request, IReadOnlyCollection<Need> needs, Needs table, CancellationToken cancellationToken)
    {
        (Need Need, Task<NeedData> Data)[] asked =
            [.. needs.Select(need => (need, CompleteAsync(reads, request, table[need], cancellationToken)))];
        await Task.WhenAll(asked.Select(one => one.Data));
        cancellationToken.ThrowIfCancellationRequested();
        return asked.ToImmutableDictionary(one => one.Need, one => one.Data.Result);
    }

    public async ValueTask<ImmutableArray<JsonElement>> MedicationsAsync(
        HookRequest request, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        if (reads is null)
        {
            return [];
        }

        FhirAnswer[] answers = await Task.WhenAll(ids.Where(CanBeListed).Chunk(MedicationsInOneSearch).Select(some =>
            reads.ReadAsync("medication", FormattableString.Invariant($"Medication?_id={string.Join(',', some)}&_count={some.Length}"), cancellationToken)));
        cancellationToken.ThrowIfCancellationRequested();
        return [.. answers.SelectMany(answer => answer.Pages).SelectMany(page => RequestData.ReadPage(page, MedicationType).Resources)];
    }

    public void Dispose()
    {
        reads?.Dispose();
        budget.Dispose();
    }

    private static async Task<NeedData> CompleteAsync(FhirReads reads, HookRequest request, NeedQuery query, CancellationToken stop)
    {
        NeedData sent = RequestData.Read(request.Prefetch, query);
        if (LinkFor(sent, request, query) is not { } link)
        {
            return sent;
        }

        FhirAnswer answer = await reads.ReadAsync(query.Key, link, stop);
        if (query.OftenLacking && sent.Gap == MissingReason.NotSupplied && answer.Outcome == ReadOutcome.Refused)
        {
            return sent;
        }

        IEnumerable<JsonElement> pages = sent.Gap == MissingReason.Incomplete ? answer.Pages.Prepend(SentFor(query, request)) : answer.Pages;
        return Join(answer.Outcome, [.. pages.Select(page => RequestData.ReadPage(page, query.ResourceTypes))]);
    }

    /// <summary>What to ask the server for one need; null when it is met, or when the client asked us not to repeat the read.</summary>
    private static string? LinkFor(NeedData sent, HookRequest request, NeedQuery query) => sent.Gap switch
    {
        MissingReason.NotSupplied or MissingReason.Unreadable => QueryTemplate.Expand(query.Template, request),
        MissingReason.Incomplete => Bundles.NextOf(SentFor(query, request)),
        _ => null,
    };

    private static JsonElement SentFor(NeedQuery query, HookRequest request) => request.Prefetch!.Value.GetProperty(query.Key);

    private static NeedData Join(ReadOutcome outcome, NeedData[] pages)
    {
        bool isWhole = outcome == ReadOutcome.Answered && pages.All(page => page.Gap == MissingReason.NoneOnFile);
        bool isPart = pages.Any(page => page.Gap is MissingReason.NoneOnFile or MissingReason.Incomplete);
        return new NeedData(
            [.. pages.SelectMany(page => page.Resources)],
            isWhole ? MissingReason.NoneOnFile : isPart ? MissingReason.Incomplete : MissingReason.ReadFailed);
    }

    // A comma or an ampersand in an id would ask for something else.
    private static bool CanBeListed(string id) =>
        id.Length <= 256 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_');
}
