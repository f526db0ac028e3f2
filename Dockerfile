# Behind a proxy that ends TLS:
#   docker run -p 8080:8080 -e ASPNETCORE_URLS=http://*:8080 -e Tls__EndsInFront=true -e PublicBaseUrl=https://cds.example.org -e Clients__0__Name=... fhirsafety
# To try it: docker run --network host -e ASPNETCORE_ENVIRONMENT=Development fhirsafety
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY cds-hooks/ cds-hooks/
COPY src/ src/
RUN dotnet publish src/FhirSafety.Service -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# The base image opens port 8080 on every address; the service chooses its own unless ASPNETCORE_URLS is given.
ENV ASPNETCORE_HTTP_PORTS=
WORKDIR /app
COPY --from=build /app ./
USER $APP_UID
ENTRYPOINT ["dotnet", "FhirSafety.Service.dll"]
