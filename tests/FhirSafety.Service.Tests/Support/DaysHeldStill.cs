using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Time.Testing;

namespace FhirSafety.Service.Tests.Support;

/// <summary>Services in which time stands still, one for each moment that a class asks for.</summary>
public sealed class DaysHeldStill : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<SafetyApp>> _apps = new(StringComparer.Ordinal);

    public void Dispose()
    {
        foreach (Lazy<SafetyApp> app in _apps.Values)
        {
            app.Value.Dispose();
        }
    }

    internal HookClient Client(string moment) => _apps.GetOrAdd(
        moment,
        at => new(() => new SafetyApp().With(new FakeTimeProvider(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture))))).Value.Client();
}
