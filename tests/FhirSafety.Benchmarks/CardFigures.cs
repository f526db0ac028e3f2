using System.Text.Json;
using System.Text.Json.Nodes;
using FhirSafety.Baclofen;
using FhirSafety.CdsHooks;
using FhirSafety.Reading;
using FhirSafety.Service.Tests.Support;

namespace FhirSafety.Benchmarks;

/// <summary>How often prescribers are interrupted: cards by indicator, beside the same findings shown one card a finding.</summary>
internal sealed class CardFigures
{
    /// <summary>How old the newest result of a patient is when the order is written.</summary>
    private const int ResultDays = 30;

    private static readonly string[] Indicators = ["critical", "warning", "info"];

    private readonly Dictionary<string, int> _cards = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _unmerged = new(StringComparer.Ordinal);
    private readonly List<string> _hidden = [];

    /// <summary>Orders that were checked.</summary>
    public int Orders { get; private set; }

    /// <summary>Cards of warning or above for each order.</summary>
    public double InterruptiveAnOrder => (double)Interruptive(_cards) / Orders;

    /// <summary>By how much these are fewer than one card a finding would be.</summary>
    public double Fewer => 1 - ((double)Interruptive(_cards) / Interruptive(_unmerged));

    /// <summary>The same of all cards, information included.</summary>
    public double FewerOfAll => 1 - ((double)_cards.Values.Sum() / _unmerged.Values.Sum());

    /// <summary>Critical findings that no critical card names, as "patient: precaution"; must be empty.</summary>
    public IReadOnlyList<string> Hidden => _hidden;

    /// <summary>Counts what comes of a new order of 10 mg three times a day for every patient of a folder.</summary>
    /// <param name="folder">Bundles, one a patient, or a folder <c>patients</c> with them.</param>
    /// <param name="asRecorded">Whether results stay as old as they are; else all dates of a patient move until the newest is 30 days old.</param>
    public static async Task<CardFigures> CountAsync(string folder, bool asRecorded)
    {
        MonitoredDrug drug = BaclofenSafety.Load(
            Path.Combine(AppContext.BaseDirectory, "cds-hooks", "baclofen"), new Dictionary<string, string>(StringComparer.Ordinal), includeUnverifiedCodes: false);
        SafetyCheck check = new(drug, TimeZoneInfo.Utc);
        JsonElement templates = JsonSerializer.SerializeToElement(
            drug.Services.Single(service => service.Hook == "order-sign").Prefetch.ToDictionary(StringComparer.Ordinal));
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        DateOnly newest = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-ResultDays);
        string patients = Path.Combine(folder, "patients");
        CardFigures figures = new();
        foreach (string file in Directory.GetFiles(Directory.Exists(patients) ? patients : folder, "*.json").Order(StringComparer.Ordinal))
        {
            SyntheticPatient patient = SyntheticPatient.ReadFile(file);
            JsonObject call = JsonNode.Parse((asRecorded ? patient : patient.WithNewestResult(newest)).OrderSign(templates))!.AsObject();
            call["extension"] = new JsonObject { ["org.fhirsafety.trace"] = true };
            using JsonDocument body = JsonDocument.Parse(call.ToJsonString());
            HookRequest request = ((HookRequestReading.Accepted)HookRequestReader.Read(body.RootElement, ["order-sign"])).Request;
            CheckResult result = await check.RunAsync(request, new RequestData(), now, CancellationToken.None);
            figures.Add(Path.GetFileNameWithoutExtension(file), JsonElement.Parse(HookResponseWriter.Write(((CheckResult.Answered)result).Response).Span));
        }

        return figures;
    }

    /// <summary>Prints both ages of results, and whether the goals are met; the number of goals missed.</summary>
    public static async Task<int> PrintAsync(string folder)
    {
        int missed = 0;
        foreach (bool asRecorded in (bool[])[false, true])
        {
            CardFigures figures = await CountAsync(folder, asRecorded);
            bool met = figures is { InterruptiveAnOrder: <= 1.0, Fewer: >= 0.6, Hidden.Count: 0 };
            missed += met ? 0 : 1;
            Console.WriteLine($"{figures.Orders} patients, a new order of 10 mg three times daily each; {(asRecorded ? "results as old as recorded" : $"the newest result {ResultDays} days old")}");
            Console.WriteLine($"  {"",-24} {string.Join(' ', Indicators.Select(one => $"{one,9}"))} {"all",9}");
            Console.WriteLine(Row("one card a finding", figures._unmerged, figures.Orders));
            Console.WriteLine(Row("cards", figures._cards, figures.Orders));
            Console.WriteLine(FormattableString.Invariant(
                $"  interruptive cards an order {figures.InterruptiveAnOrder:0.00} (goal: at most 1.00); {figures.Fewer:0 %} fewer than unmerged (goal: 60 %), {figures.FewerOfAll:0 %} of all cards; critical findings hidden {figures.Hidden.Count} (goal: 0)"));
            Console.WriteLine(met ? "  goals met" : $"  GOALS MISSED {string.Join(", ", figures.Hidden)}");
        }

        return missed;
    }

    private static string Row(string what, Dictionary<string, int> counted, int orders) => FormattableString.Invariant(
        $"  {what,-24} {string.Join(' ', Indicators.Select(one => $"{counted.GetValueOrDefault(one),9}"))} {counted.Values.Sum(),9}   an order: {string.Join(' ', Indicators.Select(one => ((double)counted.GetValueOrDefault(one) / orders).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)))}");

    private static int Interruptive(Dictionary<string, int> counted) => counted.GetValueOrDefault("critical") + counted.GetValueOrDefault("warning");

    // The trace tells every finding, also those that a merged card leaves out.
    private void Add(string patient, JsonElement answer)
    {
        Orders++;
        JsonElement[] cards = [.. answer.GetProperty("cards").EnumerateArray()];
        HashSet<string?> onCritical = [];
        foreach (JsonElement card in cards)
        {
            string indicator = card.GetProperty("indicator").GetString()!;
            Count(_cards, indicator);
            if (indicator == "critical")
            {
                onCritical.UnionWith(card.GetProperty("extension").GetProperty("org.fhirsafety.findings").EnumerateArray().Select(Code));
            }
        }

        JsonElement[] precautions = [.. answer.GetProperty("extension").GetProperty("org.fhirsafety.trace").GetProperty("precautions").EnumerateArray()];
        foreach (JsonElement found in precautions.Where(one => one.GetProperty("status").ValueEquals("found")))
        {
            string indicator = found.GetProperty("indicator").GetString()!;
            Count(_unmerged, indicator);
            if (indicator == "critical" && !onCritical.Contains(Code(found)))
            {
                _hidden.Add($"{patient}: {Code(found)}");
            }
        }

        // What could not be checked would be a card of its own for each reason.
        foreach (string? _ in precautions.Where(one => one.GetProperty("status").ValueEquals("not-checked")).Select(one => one.GetProperty("why").GetString()).Distinct(StringComparer.Ordinal))
        {
            Count(_unmerged, "info");
        }
    }

    private static string? Code(JsonElement finding) => finding.GetProperty("code").GetString();

    private static void Count(Dictionary<string, int> counted, string indicator) => counted[indicator] = counted.GetValueOrDefault(indicator) + 1;
}
