namespace FhirSafety.Service.Tests.Support;

/// <summary>Waits for what the service does on its own time; what never comes fails the test and does not hang the run.</summary>
internal static class Background
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task UntilAsync(Func<bool> happened)
    {
        using CancellationTokenSource patience = new(Patience);
        while (!happened())
        {
            await Task.Delay(10, patience.Token);
        }
    }

    public static async Task UntilAsync(Func<Task<bool>> happened)
    {
        using CancellationTokenSource patience = new(Patience);
        while (!await happened())
        {
            await Task.Delay(10, patience.Token);
        }
    }
}
