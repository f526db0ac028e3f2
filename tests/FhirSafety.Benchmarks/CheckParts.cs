using System.Text.Json;
using BenchmarkDotNet.Attributes;
using FhirSafety.Baclofen;
using FhirSafety.CdsHooks;
using FhirSafety.Reading;

namespace FhirSafety.Benchmarks;

/// <summary>What the steps of one call cost, in one process without a network.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class CheckParts
{
    private readonly byte[] _baclofen = SampleRequest.Utf8(baclofen: true);
    private readonly byte[] _other = SampleRequest.Utf8(baclofen: false);
    private readonly SafetyCheck _check = new(Load(), TimeZoneInfo.Utc);

    /// <summary>The floor: parsing the body.</summary>
    [Benchmark(Baseline = true)]
    public int Parse()
    {
        using JsonDocument document = JsonDocument.Parse(_baclofen);
        return (int)document.RootElement.ValueKind;
    }

    /// <summary>A call the drug plays no part in.</summary>
    [Benchmark]
    public ReadOnlyMemory<byte> WithoutTheDrug() => Check(_other);

    /// <summary>The full check.</summary>
    [Benchmark]
    public ReadOnlyMemory<byte> FullCheck() => Check(_baclofen);

    /// <summary>Policy, value sets and words.</summary>
    [Benchmark]
    public MonitoredDrug LoadKnowledge() => Load();

    private ReadOnlyMemory<byte> Check(byte[] body)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        HookRequest request = ((HookRequestReading.Accepted)HookRequestReader.Read(document.RootElement, ["order-sign"])).Request;
        CheckResult result = _check.RunAsync(request, new RequestData(), TimeProvider.System.GetUtcNow(), CancellationToken.None).AsTask().GetAwaiter().GetResult();
        return HookResponseWriter.Write(((CheckResult.Answered)result).Response);
    }

    private static MonitoredDrug Load() =>
        BaclofenSafety.Load(Path.Combine(AppContext.BaseDirectory, "cds-hooks", "baclofen"), new Dictionary<string, string>(StringComparer.Ordinal), includeUnverifiedCodes: false);
}
