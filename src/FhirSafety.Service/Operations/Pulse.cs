using System.Diagnostics;
using System.Diagnostics.Metrics;
using FhirSafety.CdsHooks;
using FhirSafety.Memory;
using FhirSafety.Service.Decisions;
using FhirSafety.Service.Gathering;

namespace FhirSafety.Service.Operations;

/// <summary>All that is measured. Tags are hooks, clients, precautions and outcomes; never people.</summary>
internal sealed class Pulse : IDisposable
{
    /// <summary>Name of the meter and of the source of spans.</summary>
    public const string Name = "FhirSafety";

    private readonly Meter _meter;
    private readonly Counter<long> _calls;
    private readonly Counter<long> _findings;
    private readonly Counter<long> _notChecked;
    private readonly Counter<long> _feedback;
    private readonly Histogram<double> _reads;
    private readonly Histogram<double> _budget;
    private readonly ActivityListener _readListener;
    private readonly AsyncLocal<CallReads?> _call = new();
    private readonly FhirServerSettings _servers;
    private readonly TimeProvider _time;

    public Pulse(
        IMeterFactory meters, DecisionJournal journal, FhirServerPipelines pipelines, FhirServerSettings servers, Canaries canaries, TimeProvider time)
    {
        (_servers, _time) = (servers, time);
        _meter = meters.Create(Name);
        _calls = _meter.CreateCounter<long>("fhirsafety.calls", "{call}", "Hook calls by hook, client and outcome");
        _findings = _meter.CreateCounter<long>("fhirsafety.findings", "{finding}", "Findings by precaution, indicator and what became of them");
        _notChecked = _meter.CreateCounter<long>("fhirsafety.not_checked", "{finding}", "What could not be checked, by need and reason");
        _feedback = _meter.CreateCounter<long>("fhirsafety.feedback", "{entry}", "Feedback entries by outcome");
        _reads = _meter.CreateHistogram<double>("fhirsafety.fhir.reads", "s", "FHIR reads by outcome");
        _budget = _meter.CreateHistogram<double>("fhirsafety.fhir.budget_used", "1", "Share of the budget for FHIR reads that calls with reads used",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1] });
        _meter.CreateObservableGauge("fhirsafety.fhir.breaker", () => pipelines.Breakers.Select(
            breaker => new Measurement<int>((int)breaker.Value, new KeyValuePair<string, object?>("server", breaker.Key))),
            description: "Circuit breaker of each FHIR server: 0 closed, 1 open, 2 half open, 3 isolated");
        _meter.CreateObservableGauge("fhirsafety.decisions.up", () => journal.State.IsUp ? 1 : 0, description: "1 while decisions can be stored");
        _meter.CreateObservableGauge("fhirsafety.decisions.waiting", () => journal.Waiting, "{decision}", "Decisions in memory that are not stored yet");
        _meter.CreateObservableCounter("fhirsafety.decisions.dropped", () => journal.Dropped, "{decision}", "Decisions lost because too many waited");
        _meter.CreateObservableGauge("fhirsafety.canaries.right", () => canaries.Score.Right, "{canary}", "Canaries judged right");
        _meter.CreateObservableGauge("fhirsafety.canaries.all", () => canaries.Score.All, "{canary}", "Canaries judged");
        _readListener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Name,
            Sample = (ref options) => options.Name == ReadName ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
            ActivityStopped = Read,
        };
        ActivitySource.AddActivityListener(_readListener);
    }

    private const string ReadName = "fhir.read";

    /// <summary>A call whose body was read begins: its FHIR reads count towards its budget.</summary>
    public void Begin() => _call.Value = new CallReads(_time.GetTimestamp());

    /// <summary>A call was answered.</summary>
    public void Called(string hook, CallOrigin origin, CheckResult result)
    {
        string outcome = result switch
        {
            CheckResult.Refused { Refusal.Code: var code } => code,
            CheckResult.Answered { Response.Cards.IsEmpty: false } => "cards",
            _ => "silent",
        };
        _calls.Add(1, new("hook", hook), new("client", origin.Client), new("outcome", outcome));
        if (_call.Value?.Last is { } last and not 0)
        {
            _budget.Record(_time.GetElapsedTime(_call.Value.Start, last) / _servers.TotalBudget, new KeyValuePair<string, object?>("client", origin.Client));
        }

        if (result is CheckResult.Answered answered)
        {
            foreach (JudgedFinding finding in answered.Findings)
            {
                Found(finding);
            }
        }
    }

    /// <summary>A call was refused before it was known what it is.</summary>
    public void Refused(string hook, CallOrigin origin, Refusal refusal) =>
        _calls.Add(1, new("hook", hook), new("client", origin.Client), new("outcome", refusal.Code));

    /// <summary>Feedback was stored.</summary>
    public void Heard(FeedbackCounts counts)
    {
        Heard("accepted", counts.Accepted);
        Heard("overridden", counts.Overridden);
        Heard("repeated", counts.Repeated);
        Heard("unknown", counts.Unknown);
    }

    /// <summary>Feedback was refused, or could not be stored.</summary>
    public void NotHeard() => Heard("refused", 1);

    public void Dispose()
    {
        _readListener.Dispose();
        _meter.Dispose();
    }

    private void Found(JudgedFinding finding)
    {
        _findings.Add(1, new("code", finding.Code), new("indicator", DecisionRows.Word(finding.Indicator)), new("status", DecisionRows.Word(finding.Status)));
        if (finding.Status == FindingStatus.NotChecked)
        {
            _notChecked.Add(1, new("need", finding.Need), new("reason", finding.Reason));
        }
    }

    private void Heard(string outcome, int entries)
    {
        if (entries > 0)
        {
            _feedback.Add(entries, new KeyValuePair<string, object?>("outcome", outcome));
        }
    }

    private void Read(Activity read)
    {
        if (read.OperationName == ReadName)
        {
            _reads.Record(read.Duration.TotalSeconds, new KeyValuePair<string, object?>("outcome", read.GetTagItem("fhirsafety.outcome")));
            if (_call.Value is { } call)
            {
                // Reads run side by side; the newest time wins, and a lost race is a microsecond.
                call.Last = _time.GetTimestamp();
            }
        }
    }

    private sealed class CallReads(long start)
    {
        public long Start { get; } = start;

        public long Last { get; set; }
    }
}
