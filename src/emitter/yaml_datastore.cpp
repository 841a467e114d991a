#include "emitter/yaml.hpp"
#include "emitter/yaml_file.hpp"

namespace batchai2aml {

OutputFile emit_datastore(const Datastore& datastore) {
    const bool blob = datastore.kind == DatastoreKind::azure_blob;
    BlockWriter out = yaml::begin_file(datastore.header, blob ? "azureBlob" : "azureFile");
    out.string("type", blob ? "azure_blob" : "azure_file");
    out.string("name", datastore.name);
    yaml::add_value(out, "account_name", datastore.account);
    yaml::add_value(out, blob ? "container_name" : "file_share_name", datastore.container);
    if (!datastore.endpoint.empty()) out.string("endpoint", datastore.endpoint);
    return {datastore.file, std::move(out).take()};
}

} // namespace batchai2aml
