using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using FhirSafety.Baclofen;

namespace FhirSafety.Tests.Architecture;

/// <summary>The rules that keep the layout of the design true.</summary>
public sealed class LayoutTests
{
    private static readonly string[] MayNameFhir = ["Reading", "Cards"];

    internal static string Root { get; } = FindRoot();

    [Fact]
    public void The_core_knows_no_web() =>
        Assert.DoesNotContain(typeof(SafetyCheck).Assembly.GetReferencedAssemblies(), assembly => assembly.Name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || assembly.Name == "System.Net.Http");

    [Fact]
    public void Only_reading_and_cards_know_fhir() =>
        Assert.DoesNotContain(
            Core().Where(file => !MayNameFhir.Contains(Folder(file))),
            file => File.ReadAllText(file).Contains("Hl7.Fhir", StringComparison.Ordinal));

    [Fact]
    public void Only_its_own_folder_names_the_drug() =>
        Assert.DoesNotContain(
            Core().Where(file => Folder(file) != "Baclofen"),
            file => File.ReadAllText(file).Contains("baclofen", StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void No_source_file_is_longer_than_250_lines() =>
        Assert.DoesNotContain(Sources("src"), file => File.ReadLines(file).Count() > 250);

    [Theory]
    [MemberData(nameof(ClinicalTypes))]
    public void Clinical_types_cannot_be_changed(Type type)
    {
        Assert.All(type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static), property =>
        {
            Assert.True(property.SetMethod is not { } setter || setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)), property.Name);
            Assert.False(IsMutable(property.PropertyType), property.Name);
        });
        Assert.All(type.GetFields(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static), field =>
            Assert.True((field.IsInitOnly || field.IsLiteral || type.IsEnum) && !IsMutable(field.FieldType), field.Name));
    }

    public static TheoryData<Type> ClinicalTypes =>
        [.. typeof(SafetyCheck).Assembly.GetExportedTypes().Where(type => type.Namespace == "FhirSafety.Clinical" && !type.IsGenericTypeDefinition)];

    public static TheoryData<string> Precautions => [.. BaclofenPrecaution.All.Select(precaution => precaution.Info.Id)];

    [Theory]
    [MemberData(nameof(Precautions))]
    public void Every_precaution_has_an_evidence_page(string id) =>
        Assert.True(File.Exists(Path.Combine(Root, "cds-hooks", "baclofen", "evidence", $"{id}.md")), $"cds-hooks/baclofen/evidence/{id}.md is missing");

    [Theory]
    [MemberData(nameof(Precautions))]
    public void Every_precaution_has_a_policy_entry(string id) =>
        Assert.Contains(PolicyIds(), entry => entry.StartsWith($"indicators.{id}.", StringComparison.Ordinal));

    [Fact]
    public void Every_precaution_is_there_once() =>
        Assert.Equal(BaclofenPrecaution.All.Length, BaclofenPrecaution.All.Select(precaution => precaution.Info.Id).Distinct(StringComparer.Ordinal).Count());

    private static IEnumerable<string> PolicyIds()
    {
        PolicyFile file = PolicyFile.Open(File.ReadAllBytes(Path.Combine(Root, "cds-hooks", "baclofen", "policy.json")), ImmutableDictionary<string, string>.Empty);
        BaclofenPolicy.Read(file, "");
        file.EnsureWhole();
        return file.Asked;
    }

    // A collection is immutable when its type says so; an interface may hide anything.
    private static bool IsMutable(Type type) =>
        type.IsArray
        || (type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type)
            && type.Namespace is not ("System.Collections.Immutable" or "System.Collections.Frozen"));

    private static string[] Core() => Sources(Path.Combine("src", "FhirSafety"));

    private static string Folder(string file) => Path.GetRelativePath(Path.Combine(Root, "src", "FhirSafety"), file).Split(Path.DirectorySeparatorChar)[0];

    private static string[] Sources(string under)
    {
        string[] built = ["bin", "obj"];
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(Root, under), "*.cs", SearchOption.AllDirectories).Where(file => !file.Split(Path.DirectorySeparatorChar).Intersect(built).Any())];
        Assert.NotEmpty(files);
        return files;
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FhirSafety.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("FhirSafety.sln is in no folder above the tests.");
    }
}
