using FhirSafety.Terminology;

namespace FhirSafety.Tests.Terminology;

/// <summary>A folder of value sets written for one test.</summary>
internal sealed class SetFolder : IDisposable
{
    public const string Header = "system,code,display,source,verified,group\n";

    private readonly string _path = Directory.CreateTempSubdirectory("valuesets").FullName;

    public SetFolder With(string file, string content)
    {
        File.WriteAllText(Path.Combine(_path, file), content);
        return this;
    }

    public SetFolder With(string file, byte[] content)
    {
        File.WriteAllBytes(Path.Combine(_path, file), content);
        return this;
    }

    public ValueSets Load(bool includeUnverified = false) => ValueSets.Load(_path, includeUnverified);

    public string Refusal() => Assert.Throws<InvalidDataException>(() => Load()).Message;

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
